import type { Agenda } from '../../events/stored/agenda.ts';
import type { Booking } from '../../events/stored/booking.ts';
import type { HostShares } from '../../events/stored/host-shares.ts';
import { busyOnceRead } from '../bookings/busy-once-read.ts';
import type { BookingChange } from '../bookings/commit-booking.ts';
import type { ImportedBusy } from '../bookings/imported-busy.ts';
import { refuseHostsAsGuests } from '../bookings/refuse-hosts-as-guests.ts';
import { countTurn } from '../domain/host-turns.ts';
import { sameValue } from '../domain/same-value.ts';
import { transitionBooking } from '../domain/transition-booking.ts';
import { HubError } from '../errors.ts';
import { planSlot } from './compose-slot.ts';
import { busyReach, heldReach } from './host-times.ts';
import { nextHost } from './next-host.ts';
import { ableHosts, meetingPlace, type Roster, type RosterHost, readRoster } from './read-roster.ts';
import type { SchedulingDeps } from './scheduling-deps.ts';

interface Known {
  readonly roster: Roster;
  readonly imported: ImportedBusy;
  readonly agendas: readonly Agenda[];
  readonly shares: HostShares | undefined;
  readonly now: number;
}

/** Whoever has declined it once is not asked again. */
const candidatesFor = (roster: Roster, { hosts, declines = {} }: Booking): readonly RosterHost[] => {
  const out = new Set([...hosts.map(({ userId }) => userId), ...Object.keys(declines)]);
  return ableHosts(roster).filter(({ person }) => !out.has(person.id));
};

const readKnown = async (
  deps: SchedulingDeps,
  roster: Roster,
  booking: Booking,
  candidates: readonly RosterHost[],
): Promise<Known> => {
  const reach = heldReach(booking);
  const ids = candidates.map(({ person }) => person.id);
  const theirs = roster.connections.filter(({ userId }) => ids.includes(userId));
  const [imported, agendas, shares] = await Promise.all([
    busyOnceRead(deps)(theirs, busyReach(booking)),
    deps.bookings.agendas(booking.org, ids, reach.start, reach.end),
    deps.shares.read(roster.eventType.id),
  ]);
  return { roster, imported, agendas, shares, now: deps.clock.now() };
};

/** A place that was the own one of who has declined is left with them. */
const placeWith = (roster: Roster, booking: Booking, leaverId: string, next: RosterHost) => {
  const leaver = roster.hosts.find(({ person }) => person.id === leaverId);
  const wasTheirs = leaver && sameValue(meetingPlace(roster, [leaver]), booking.location);
  return wasTheirs ? meetingPlace(roster, [next]) : booking.location;
};

/** Undefined: they cannot make its link, or are a guest of it. */
const plan = async (
  deps: SchedulingDeps,
  roster: Roster,
  booking: Booking,
  change: { readonly leaverId: string; readonly next: RosterHost },
): Promise<Booking | undefined> => {
  const { leaverId, next } = change;
  const { id, name } = next.person;
  const hosts = booking.hosts.map((host) =>
    host.userId === leaverId ? { userId: id, name, rsvp: 'needs_action' as const } : host,
  );
  const connections = await deps.connections.ofUsers(
    booking.org,
    hosts.map(({ userId }) => userId),
  );
  const location = placeWith(roster, booking, leaverId, next);
  const wanted = { ...booking, hosts, ...(location && { location }) };
  try {
    await refuseHostsAsGuests(deps)(wanted);
    return planSlot(wanted, { ...roster, connections });
  } catch (error) {
    if (error instanceof HubError) return undefined;
    throw error;
  }
};

const without = (booking: Booking, leaverId: string): Pick<Booking, 'conflicts' | 'declines'> => {
  const { conflicts, declines = {}, start } = booking;
  return {
    conflicts: conflicts.filter(({ userId }) => userId !== leaverId),
    declines: { ...declines, [leaverId]: { start, state: 'replaced' } },
  };
};

interface Turn {
  readonly planned: Booking;
  readonly next: RosterHost;
  /** Of how many who were free. */
  readonly free: number;
}

const take = (
  { roster, agendas, shares, now }: Known,
  booking: Booking,
  leaverId: string,
  { planned, next, free }: Turn,
): BookingChange => {
  const userId = next.person.id;
  const at = new Date(now).toISOString();
  return {
    after: transitionBooking(booking, { ...planned, ...without(booking, leaverId) }, { at }),
    type: 'booking.changed',
    changed: sameValue(planned.location, booking.location) ? ['hosts'] : ['hosts', 'location'],
    judged: agendas.filter((agenda) => agenda.userId === userId),
    shares: countTurn(roster.eventType, shares, { userId, at }),
    assigned: { userId, free },
  };
};

/** The first by turn who is free and can host it. */
const nextTurn = async (
  deps: SchedulingDeps,
  known: Known,
  booking: Booking,
  { leaverId, candidates }: { readonly leaverId: string; readonly candidates: readonly RosterHost[] },
): Promise<Turn | undefined> => {
  const { roster } = known;
  let rest = candidates;
  for (;;) {
    const found = nextHost(roster, rest, booking, known);
    if (found === undefined) return undefined;
    const { host: next, free } = found;
    const planned = await plan(deps, roster, booking, { leaverId, next });
    if (planned) return { planned, next, free };
    rest = rest.filter((one) => one !== next);
  }
};

/**
 * The booking with the next host of its round robin in the place of one who has declined, at the same time, everything owed; it is to be
 * committed while the new host's agenda and the turns are as they were. Undefined: it is no round robin's, or nobody else can take it.
 */
export const reassignHost =
  (deps: SchedulingDeps) =>
  async (booking: Booking, leaverId: string): Promise<BookingChange | undefined> => {
    const { org, eventTypeId } = booking;
    const eventType = eventTypeId === undefined ? undefined : await deps.eventTypes.find(eventTypeId);
    if (eventType?.kind !== 'round_robin' || eventType.org !== org) return undefined;
    const roster = await readRoster(deps)(eventType);
    const candidates = candidatesFor(roster, booking);
    const known = await readKnown(deps, roster, booking, candidates);
    const turn = await nextTurn(deps, known, booking, { leaverId, candidates });
    return turn && take(known, booking, leaverId, turn);
  };
