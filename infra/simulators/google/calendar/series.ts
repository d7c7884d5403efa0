import type { DateTime } from 'luxon';
import type { EventDraft, EventStore, StoredEvent } from './event-store.ts';
import { type EventTime, instantText } from './event-time.ts';
import { occurrences, parseRecurrence } from './recurrence.ts';

const DAY_MS = 86_400_000;

const timeAt = (at: DateTime, like: EventTime): EventTime =>
  like.date === undefined
    ? { dateTime: instantText(at.toMillis(), 'UTC'), ...(like.timeZone && { timeZone: like.timeZone }) }
    : { date: at.toISODate() ?? '' };

/** Opaque to callers, though everybody knows how it looks. */
const stamp = ({ date, dateTime }: EventTime): string => (date ?? dateTime ?? '').replace(/[-:]/g, '');

export const seriesZone = ({ date, timeZone }: EventTime): string =>
  date === undefined ? (timeZone ?? 'UTC') : 'UTC';

const lengthMs = ({ start, end }: EventDraft['fields']): number =>
  Date.parse(end.date ?? end.dateTime ?? '') - Date.parse(start.date ?? start.dateTime ?? '');

const endAt = (at: DateTime, { fields }: EventDraft): EventTime => {
  const length = lengthMs(fields);
  const end =
    fields.end.date === undefined ? at.plus(length) : at.plus({ days: Math.round(length / DAY_MS) });
  return timeAt(end, fields.end);
};

/** Stored events never change in place, so their fields name them; the horizon moves with the days. */
const known = new WeakMap<EventDraft['fields'], { readonly day: number; readonly at: DateTime[] }>();

const stands = (fields: EventDraft['fields']): DateTime[] => {
  const day = Math.floor(Date.now() / DAY_MS);
  const found = known.get(fields);
  if (found?.day === day) return found.at;
  const parsed = parseRecurrence(fields.recurrence ?? [], seriesZone(fields.start));
  const at = occurrences(fields.start, parsed);
  known.set(fields, { day, at });
  return at;
};

/** The instances as the rule has them, before any exception. */
const ruled = <Event extends EventDraft>(master: Event): Event[] => {
  const { recurrence, ...fields } = master.fields;
  if (!recurrence) return [];
  return stands(master.fields).map((at) => {
    const start = timeAt(at, fields.start);
    return {
      ...master,
      id: `${master.id}_${stamp(start)}`,
      fields: { ...fields, start, end: endAt(at, master) },
      instanceOf: { id: master.id, originalStart: start },
    };
  });
};

/** Exceptions, changed or cancelled, stand in for the instances that they replace. */
export const instancesOf = (store: EventStore, master: StoredEvent): StoredEvent[] => {
  const exceptions = new Map(store.exceptionsOf(master).map((each) => [each.id, each]));
  return ruled(master).map((instance) => exceptions.get(instance.id) ?? instance);
};

/** An event by its id, also an instance that nobody has touched yet. */
export const findEvent = (store: EventStore, calendarId: string, id: string): StoredEvent | undefined => {
  const stored = store.get(calendarId, id);
  if (stored) return stored;
  const end = id.lastIndexOf('_');
  const master = end < 0 ? undefined : store.get(calendarId, id.slice(0, end));
  return master && ruled(master).find((instance) => instance.id === id);
};

/** The series of an instance may be gone though the instance itself was never cancelled. */
export const isLive = (store: EventStore, event: StoredEvent): boolean => {
  if (event.fields.status === 'cancelled') return false;
  const master = event.instanceOf && store.get(event.calendarId, event.instanceOf.id);
  return master?.fields.status !== 'cancelled';
};

/** What a feed of instances shows of an event. */
export const flatEvents = (draft: EventDraft): EventDraft[] =>
  draft.fields.recurrence ? ruled(draft) : [draft];
