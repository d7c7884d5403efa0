import type { DateTime } from 'luxon';
import type { EventDraft, EventStore, StoredEvent } from './event-store.ts';
import { type EventTime, momentOf } from './event-time.ts';
import { readItemId } from './item-id.ts';
import { occurrencesOf } from './recurrence.ts';
import { ianaOf } from './zones.ts';

export type EventType = 'singleInstance' | 'occurrence' | 'exception' | 'seriesMaster';

/** An event as a reader meets it; only exceptions and masters are kept as such. */
export interface Item {
  readonly type: EventType;
  readonly event: StoredEvent;
}

const timeAt = (at: DateTime, { timeZone }: EventTime): EventTime => ({
  dateTime: at.setZone(ianaOf(timeZone) ?? 'UTC').toFormat("yyyy-MM-dd'T'HH:mm:ss.SSS"),
  timeZone,
});

const keyOf = (master: Pick<EventDraft, 'key'>, start: number): string => `${master.key}.${start}`;

const occurrenceAt = (master: StoredEvent, at: DateTime): StoredEvent => {
  const { fields, transactionId: _own, ...rest } = master;
  const length = momentOf(fields.end).diff(momentOf(fields.start));
  return {
    ...rest,
    key: keyOf(master, at.toMillis()),
    fields: {
      ...fields,
      start: timeAt(at, fields.start),
      end: timeAt(at.plus(length), fields.end),
      recurrence: null,
    },
    gone: [],
    instanceOf: { key: master.key, originalStart: at.toMillis() },
  };
};

/** Stored events never change in place, so their fields name them; the horizon moves with the days. */
const known = new WeakMap<EventDraft['fields'], { readonly day: number; readonly at: DateTime[] }>();

const stands = ({ start, recurrence }: EventDraft['fields'], fields: EventDraft['fields']): DateTime[] => {
  if (!recurrence) return [];
  const day = Math.floor(Date.now() / 86_400_000);
  const found = known.get(fields);
  if (found?.day === day) return found.at;
  const at = occurrencesOf(start, recurrence);
  known.set(fields, { day, at });
  return at;
};

/** What the series shows in a calendar: exceptions stand in for the occurrences that they replace. */
export const instancesOf = (store: EventStore, master: StoredEvent): Item[] => {
  const exceptions = new Map(store.exceptionsOf(master).map((each) => [each.key, each]));
  return stands(master.fields, master.fields)
    .filter((at) => !master.gone.includes(at.toMillis()))
    .map((at) => {
      const exception = exceptions.get(keyOf(master, at.toMillis()));
      return exception
        ? { type: 'exception', event: exception }
        : { type: 'occurrence', event: occurrenceAt(master, at) };
    });
};

export const typeOf = ({ instanceOf, fields }: StoredEvent): EventType => {
  if (instanceOf) return 'exception';
  return fields.recurrence ? 'seriesMaster' : 'singleInstance';
};

/** By the id in a path, of either format; an id from before a move is unknown, an occurrence need not be kept to be found. */
export const findItem = (store: EventStore, mailbox: string, id: string): Item | undefined => {
  const read = readItemId(id);
  if (!read) return undefined;
  const kept = store.get(mailbox, read.key);
  const master = store.get(mailbox, read.key.split('.')[0] ?? '');
  const found: Item | undefined = kept
    ? { type: typeOf(kept), event: kept }
    : master && instancesOf(store, master).find(({ event }) => event.key === read.key);
  return read.generation === undefined || found?.event.generation === read.generation ? found : undefined;
};
