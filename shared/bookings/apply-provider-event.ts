import type { Booking, CalendarEntry } from '../../events/stored/booking.ts';
import { adoptEventLink } from '../domain/adopt-event-link.ts';
import { cancelBooking } from '../domain/cancel-booking.ts';
import { changedPeople } from '../domain/changed-people.ts';
import { compareEvent } from '../domain/compare-event.ts';
import { confirmEntry } from '../domain/confirm-entry.ts';
import { eventTimes } from '../domain/event-times.ts';
import { heedAnswers } from '../domain/heed-answers.ts';
import { letGo } from '../domain/let-go.ts';
import { mergeAttendees } from '../domain/merge-attendees.ts';
import { wantedEvent } from '../domain/wanted-event.ts';
import type { EventContent } from '../domain/written-mark.ts';
import type { CalendarEvent } from '../ports/calendar-provider.ts';
import { type Change, changeBooking } from './change-booking.ts';
import type { CommitDeps } from './commit-booking.ts';
import { editFromProvider } from './edit-from-provider.ts';
import { type AddressDeps, hostAddresses } from './host-addresses.ts';
import { answeredStart, hostsAnswered, isTakenAway } from './hosts-answered.ts';

type Deps = CommitDeps & AddressDeps;

interface Target {
  readonly org: string;
  readonly bookingId: string;
  /** Whose calendar was read. */
  readonly userId: string;
}

interface Reading {
  /** The host's event as its own GET brought it; `exists: false` = gone, on evidence. */
  readonly event: CalendarEvent;
  readonly zone: string;
  readonly trace: string;
}

/** One reading of one host's event, set against one state of the booking. */
interface Case {
  readonly deps: Deps;
  readonly current: Booking;
  readonly entry: CalendarEntry;
  readonly userId: string;
  /** Its times as instants. */
  readonly event: CalendarEvent;
  readonly at: string;
}

const NO_ADDRESSES = { addresses: new Map<string, string>(), locale: 'en' } as const;

const sameAnswers = (
  one: Pick<Booking, 'hosts' | 'guests'>,
  other: Pick<Booking, 'hosts' | 'guests'>,
): boolean => JSON.stringify([one.hosts, one.guests]) === JSON.stringify([other.hosts, other.guests]);

/** Restored after it was removed: nobody's but its owner's. */
const returned = ({ current, userId, event }: Case): Change | undefined => {
  const after = event.exists ? letGo(current, userId) : undefined;
  return after && { after };
};

/** Its removal is still owed, whatever its owner does with it meanwhile. */
const isToGo = ({ current, entry, event }: Case): boolean =>
  event.exists && entry.role === 'own' && (current.status !== 'confirmed' || entry.leaves === true);

const isOutdated = ({ entry: { base }, event }: Case): boolean =>
  event.exists && base?.updated !== undefined && (event.updated ?? '') < base.updated;

/** A co-host's event says what its owner answers, and nothing about the meeting. */
const fromCoHost = (one: Case): Change | undefined => {
  const { current, entry, userId, event, at } = one;
  if (isOutdated(one)) return undefined;
  const back = returned(one);
  if (back || isToGo(one)) return back;
  const hosts = hostsAnswered(one);
  const isAnswer = !sameAnswers({ ...current, hosts }, current);
  const settled = isAnswer && isTakenAway(one);
  const known = entry.role === 'own' ? confirmEntry(current, userId, { event, settled }) : current;
  if (isAnswer)
    return { after: { ...known, hosts, updatedAt: at }, type: 'booking.rsvp', changed: ['hosts'] };
  return known === current || entry.base?.etag === event.etag ? undefined : { after: known };
};

const cancelled = ({ current, userId, event, at }: Case): Change => ({
  after: confirmEntry(cancelBooking(current, { at, by: 'provider', confirmedBy: userId }), userId, {
    event,
    settled: true,
  }),
  type: 'booking.cancelled',
  changed: ['status'],
});

const peopleOf = async (one: Case): Promise<Pick<Booking, 'hosts' | 'guests' | 'calendars'>> => {
  const { deps, current, entry, event } = one;
  const { guests, calendars } = current;
  const userIds = current.hosts.map(({ userId }) => userId);
  const hosts = hostsAnswered(one);
  const isAlone = event.attendees.length === 0 && !entry.base?.attendees?.length;
  if (isAlone) return { hosts, guests, calendars };
  const { owners } = await hostAddresses(deps)(current.org, userIds);
  const before = { hosts, guests, calendars };
  return mergeAttendees(before, {
    attendees: event.attendees,
    confirmed: entry.base?.attendees,
    answers: entry.base?.answers,
    hosts: owners,
    newId: () => deps.ids.next('gst'),
  });
};

/** A living event: what people changed of it wins, answers and the link are taken along, and else only the base moves. */
const fromLiving = async (
  one: Case,
  { edits, settled }: { readonly edits: Partial<EventContent>; readonly settled: boolean },
): Promise<Change | undefined> => {
  const { current, entry, userId, event, at } = one;
  const people = await peopleOf(one);
  if (Object.keys(edits).length > 0 || changedPeople(current, people).length > 0)
    return editFromProvider(current, { edits, people, event, userId, at, settled });
  const known = adoptEventLink(confirmEntry(current, userId, { event, settled }), userId, event);
  if (!sameAnswers(people, current))
    return {
      after: { ...known, hosts: people.hosts, guests: people.guests, updatedAt: at },
      type: 'booking.rsvp',
      changed: ['hosts', 'guests'],
    };
  const isPaid = settled && entry.owed !== undefined;
  const isNews = entry.base?.etag !== event.etag || known.conference !== current.conference;
  return isNews || isPaid ? { after: known } : undefined;
};

/** Gone as wanted: the debt is paid. */
const removed = ({ current, entry, userId, event }: Case): Change | undefined =>
  entry.owed === undefined && entry.base?.exists === false
    ? undefined
    : { after: confirmEntry(current, userId, { event, settled: true }) };

/** Time, existence, title, place, answers, link and guests flow back from the organizer's event. */
const fromOrganizer = async (one: Case): Promise<Change | undefined> => {
  const { current, entry, userId, event } = one;
  const wanted = wantedEvent(current, userId, NO_ADDRESSES);
  if (wanted === undefined) return undefined;
  const comparison = compareEvent({ base: entry.base, wanted, seen: event });
  if (comparison.kind === 'gone') return cancelled(one);
  if (comparison.kind === 'removed') return removed(one);
  if (comparison.kind === 'returned') return returned(one);
  if (comparison.kind !== 'seen') return undefined;
  // An older write that says the same of time and title may lack guests and text that are still owed.
  const isWhole = entry.owed === undefined || event.written === wanted.marker.written;
  return fromLiving(one, { edits: comparison.edits, settled: comparison.settled && isWhole });
};

const heeded = (one: Case, change: Change | undefined): Change | undefined =>
  change?.type === undefined
    ? change
    : {
        ...change,
        after: heedAnswers(one.current, change.after, { at: one.at, start: answeredStart(one) }),
      };

/** One whose creation is not confirmed yet is known by our key alone; one that we take away for another one says nothing by its absence. */
const isMeant = ({ eventId, base, renew }: CalendarEntry, { id, key, exists }: CalendarEvent): boolean =>
  (eventId === id || (base === undefined && eventId === key)) && (exists || !renew);

const withTimes = (event: CalendarEvent, zone: string): CalendarEvent => ({
  ...event,
  ...eventTimes(event, zone),
});

/**
 * Takes what a read of a host's event brought into the booking, by the three-way rule; a reading that changes nothing writes
 * nothing. Resolves to the booking as it is then.
 */
export const applyProviderEvent =
  (deps: Deps) =>
  ({ org, bookingId, userId }: Target, { event, zone, trace }: Reading): Promise<Booking | undefined> =>
    changeBooking(deps)(
      { org, id: bookingId, actor: { kind: 'provider', id: userId }, trace },
      async (current) => {
        const entry = current.calendars[userId];
        if (entry === undefined || !isMeant(entry, event)) return undefined;
        const at = new Date(deps.clock.now()).toISOString();
        const one: Case = { deps, current, entry, userId, event: withTimes(event, zone), at };
        return heeded(one, entry.role === 'organizer' ? await fromOrganizer(one) : fromCoHost(one));
      },
    );
