import type { Booking } from '../../events/stored/booking.ts';
import type { EventReference } from '../../events/stored/event-reference.ts';
import type { Feed } from '../../events/stored/feed.ts';
import { applyProviderEvent } from '../bookings/apply-provider-event.ts';
import { recheckDue } from '../domain/recheck-due.ts';
import type { CalendarAccess, CalendarEvent } from '../ports/calendar-provider.ts';
import { followMoved } from './follow-moved.ts';
import { importReturned } from './import-returned.ts';
import { lookAtEvent } from './look-at-event.ts';
import { saveFeed } from './save-feed.ts';
import type { SyncDeps } from './sync-deps.ts';

interface Reading {
  readonly feed: Feed;
  readonly access: CalendarAccess;
  readonly trace: string;
  /** That many are gone at once has been doubted before: they are. */
  readonly believed: boolean;
}

interface Found {
  readonly reference: EventReference;
  readonly event: CalendarEvent;
  /** It lies in a calendar that nobody reads. */
  readonly isAstray?: boolean;
}

export interface Applied {
  /** How many were asked for. */
  readonly count: number;
  /** Those of which no calendar will tell: a timer looks at them. */
  readonly astray: readonly string[];
}

/** As often as a calendar is read that tells nothing. */
const ASTRAY_MS = 45 * 60_000;

/** More cancellations of ours than this in one read are rather an outage than a decision. */
const MOST_GONE = 5;
const DOUBT_MS = 10 * 60_000;

const answers = ({ hosts }: Booking, userId: string, { ownRsvp }: CalendarEvent): boolean =>
  hosts.some((host) => host.userId === userId && host.rsvp === ownRsvp);

/** The echo of our own write, or of what a read has taken in before: nothing new can be in it. */
const isKnown = async (
  { bookings }: SyncDeps,
  { org, bookingId, userId, eventId }: EventReference,
  hint: CalendarEvent | undefined,
): Promise<boolean> => {
  const booking = await bookings.read(org, bookingId);
  const entry = booking?.calendars[userId];
  if (booking === undefined || entry?.eventId !== eventId) return true;
  if (hint === undefined) return false;
  if (entry.role === 'copy')
    return !hint.exists || (entry.state !== 'removed' && answers(booking, userId, hint));
  return hint.exists
    ? hint.etag !== undefined && hint.etag === entry.base?.etag
    : entry.base?.exists === false;
};

/** What a read of its calendar has brought lies in it; anything else may have been found in another one, where its owner has moved it. */
const liesHere = async (
  { calendar }: SyncDeps,
  access: CalendarAccess,
  event: CalendarEvent,
  hints: ReadonlyMap<string, CalendarEvent>,
): Promise<boolean> => {
  if (!event.exists || hints.get(event.id)?.exists) return event.exists;
  return (await calendar.liesIn?.(access, event)) ?? true;
};

const isAhead = ({ end }: CalendarEvent, now: number): boolean => end === undefined || Date.parse(end) > now;

const lookAt = async (
  deps: SyncDeps,
  { feed, access, trace }: Reading,
  references: readonly EventReference[],
  hints: ReadonlyMap<string, CalendarEvent>,
): Promise<Found[]> => {
  const found: Found[] = [];
  for (const reference of references)
    if (!(await isKnown(deps, reference, hints.get(reference.eventId)))) {
      const event = await lookAtEvent(deps)(access, reference.eventId);
      const isMissed = reference.role !== 'copy' && !(await liesHere(deps, access, event, hints));
      const moved = isMissed ? await followMoved(deps)({ feed, access, reference, trace }) : undefined;
      const isAstray = isMissed && event.exists && isAhead(event, deps.clock.now());
      found.push(moved ?? { reference, event, isAstray });
    }
  return found;
};

const doubt = async (deps: SyncDeps, { feed, trace }: Reading, gone: readonly Found[]): Promise<void> => {
  deps.log.info('sync.doubted', { feedId: feed.id, count: gone.length, trace });
  const until = new Date(deps.clock.now() + DOUBT_MS).toISOString();
  const ids = gone.map(({ reference }) => reference.eventId);
  await saveFeed(deps)(feed, ({ doubted, ...rest }) => ({
    ...rest,
    doubted: { until, eventIds: [...new Set([...(doubted?.eventIds ?? []), ...ids])] },
  }));
};

/** By then whoever makes it has confirmed it, or looks for it. */
const CONFIRMED_MS = 60_000;

/** Those whose creation is not confirmed yet: what is told of them now is looked at when it is. */
const putOff = async (
  deps: SyncDeps,
  { feed, trace }: Reading,
  references: readonly EventReference[],
  hints: ReadonlyMap<string, CalendarEvent>,
): Promise<readonly EventReference[]> => {
  const keys = new Set(references.map(({ eventId }) => eventId));
  const waiting = [...hints.values()].filter(
    ({ id, key }) => key !== undefined && key !== id && keys.has(key),
  );
  for (const { id: eventId } of waiting)
    await deps.dues.put(recheckDue({ feedId: feed.id, eventId, trace }, deps.clock.now() + CONFIRMED_MS));
  return references.filter(({ eventId }) => !waiting.some(({ key }) => key === eventId));
};

/** What its owner does to it there is seen by looking. */
const lookAgain = async (
  deps: SyncDeps,
  { feed, trace }: Reading,
  found: readonly Found[],
): Promise<readonly string[]> => {
  const astray = found.flatMap(({ isAstray, event }) => (isAstray ? [event.id] : []));
  for (const eventId of astray)
    await deps.dues.put(recheckDue({ feedId: feed.id, eventId, trace }, deps.clock.now() + ASTRAY_MS));
  return astray;
};

/** One that its booking lets go of is busy time from the same read on. */
const takeIn = async (deps: SyncDeps, { feed, trace }: Reading, sure: readonly Found[]): Promise<void> => {
  const returned: CalendarEvent[] = [];
  for (const { reference, event } of sure) {
    const booking = await applyProviderEvent(deps)(reference, { event, zone: feed.zone ?? 'UTC', trace });
    if (booking?.calendars[reference.userId]?.eventId !== event.id) returned.push(event);
  }
  await importReturned(deps)(feed, returned, trace);
};

/**
 * Takes events of ours into their bookings, each on a GET of its own: lists, tombstones and absence are hints.
 */
export const applyOwnEvents =
  (deps: SyncDeps) =>
  async (
    reading: Reading,
    references: readonly EventReference[],
    hints: ReadonlyMap<string, CalendarEvent> = new Map(),
  ): Promise<Applied> => {
    const { believed } = reading;
    const known = await putOff(deps, reading, references, hints);
    const found = await lookAt(deps, reading, known, hints);
    const gone = found.filter(({ event, reference }) => !event.exists && reference.role === 'organizer');
    const isDoubtful = !believed && gone.length > MOST_GONE;
    if (isDoubtful) await doubt(deps, reading, gone);
    const sure = isDoubtful ? found.filter((one) => !gone.includes(one)) : found;
    await takeIn(deps, reading, sure);
    return { count: found.length, astray: await lookAgain(deps, reading, found) };
  };
