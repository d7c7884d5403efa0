import { DateTime } from 'luxon';
import type { Account } from '../accounts.ts';
import type { World } from '../world.ts';
import { badRequest } from './api-refusal.ts';
import { spanOf } from './event-time.ts';
import { type Item, instancesOf, typeOf } from './series.ts';

export interface Window {
  readonly from: number;
  readonly to: number;
}

/** One event, or a series with those of its instances that lie in the window. */
export interface Group {
  readonly kept: Item;
  readonly instances: readonly Item[];
  /** The newest change of anything in it. */
  readonly revision: number;
  readonly isInWindow: boolean;
}

/** The offset inside the value counts; without one it is UTC. A plus sign that was not encoded is a space here. */
const bound = (query: URLSearchParams, name: string): number => {
  const text = query.get(name) ?? '';
  const time = DateTime.fromISO(text, { zone: 'UTC' });
  if (!(/^\d{4}-\d{2}-\d{2}(T|$)/.test(text) && time.isValid))
    throw badRequest(
      'ErrorInvalidParameter',
      `This request requires a time window: ${name} is missing or invalid.`,
    );
  return time.toMillis();
};

const LONGEST_DAYS = 1825;

export const windowOf = (query: URLSearchParams): Window => {
  const [from, to] = [bound(query, 'startDateTime'), bound(query, 'endDateTime')];
  if (to <= from || to - from > LONGEST_DAYS * 86_400_000)
    throw badRequest('ErrorInvalidParameter', 'The specified time window is empty or too long.');
  return { from, to };
};

const overlaps = ({ event }: Item, { from, to }: Window, zone: string): boolean => {
  const span = spanOf(event.fields, zone);
  return span.from < to && (span.to > from || (span.to === span.from && span.from >= from));
};

/** Everything in a calendar, series as one. */
export const groupsIn = (
  { events }: World,
  { oid, zone }: Account,
  calendarId: string,
  window: Window,
): Group[] =>
  events
    .all(oid)
    .filter((event) => event.calendarId === calendarId && event.instanceOf === undefined)
    .map((event) => {
      const kept: Item = { type: typeOf(event), event };
      if (!event.fields.recurrence)
        return { kept, instances: [], revision: event.revision, isInWindow: overlaps(kept, window, zone) };
      const instances = instancesOf(events, event).filter((each) => overlaps(each, window, zone));
      const revision = Math.max(event.revision, ...events.exceptionsOf(event).map((each) => each.revision));
      return { kept, instances, revision, isInWindow: instances.length > 0 };
    });

/** What a person sees: single events and instances, never a master. */
export const flatItems = (groups: readonly Group[]): Item[] =>
  groups
    .filter(({ isInWindow }) => isInWindow)
    .flatMap(({ kept, instances }) => (kept.type === 'seriesMaster' ? instances : [kept]));
