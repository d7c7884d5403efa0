import type { BookingPatch } from '../../events/http/booking-body.ts';
import type { Agenda } from '../../events/stored/agenda.ts';
import type { Booking } from '../../events/stored/booking.ts';
import type { Connection } from '../../events/stored/connection.ts';
import type { OrgSettings } from '../../events/stored/org-settings.ts';
import { judgeBookingTime } from '../domain/booking-time.ts';
import { transitionBooking } from '../domain/transition-booking.ts';
import { HubError } from '../errors.ts';
import { applyPatch, type Edit, type Patched } from './apply-patch.ts';
import { type Change, changeBooking } from './change-booking.ts';
import { claimInCalendar } from './claim-in-calendar.ts';
import type { CommitTarget } from './commit-booking.ts';
import type { BookingDeps } from './create-booking.ts';
import { findHosts } from './find-hosts.ts';
import { judgeCalendars } from './judge-calendars.ts';
import { judgeLinkPer } from './judge-link-per.ts';
import { newGuests } from './new-guests.ts';
import { refuseHostsAsGuests } from './refuse-hosts-as-guests.ts';
import { type Wanted, withAlternatives } from './with-alternatives.ts';

interface PatchDeps extends BookingDeps {
  /**
   * Judges a new time by all rules of its hosts: throws where it cannot be, and resolves to the agendas on which it was judged, which must
   * be as they were when it is written. Absent, as for hosts and admins: a time to come at which nothing else is.
   */
  readonly judgeTime?: (wanted: Booking) => Promise<readonly Agenda[]>;
}

interface Surroundings {
  readonly connections: readonly Connection[];
  readonly settings: OrgSettings;
}

const lookUp = async (
  deps: BookingDeps,
  current: Booking,
  { hosts }: BookingPatch,
): Promise<Surroundings & { hosts: Booking['hosts'] }> => {
  const userIds = hosts ?? current.hosts.map(({ userId }) => userId);
  const [found, connections, settings] = await Promise.all([
    findHosts(deps)(current.org, userIds, current.hosts),
    deps.connections.ofUsers(current.org, userIds),
    deps.settings.read(current.org),
  ]);
  return { hosts: found, connections, settings };
};

const moves = ({ changed }: Patched): boolean => changed.includes('start') || changed.includes('end');

/** Whose time is claimed anew: everybody's by a move, else that of hosts who come in. */
const claimants = (current: Booking, edit: Patched): Booking['hosts'] =>
  moves(edit)
    ? edit.booking.hosts
    : edit.booking.hosts.filter(({ userId }) => !current.hosts.some((host) => host.userId === userId));

const judgeClaim = async (
  deps: PatchDeps,
  claimed: Booking['hosts'],
  { booking }: Patched,
  { connections, settings, allowConflicts }: Surroundings & { allowConflicts: boolean },
): Promise<Pick<Change, 'overlap' | 'alsoBusy' | 'claimed' | 'judged'>> => {
  if (claimed.length === 0) return {};
  if (deps.judgeTime) return { judged: await deps.judgeTime(booking) };
  const theirs = connections.filter(({ userId }) => claimed.some((host) => host.userId === userId));
  const alsoBusy = await judgeCalendars(deps)({ booking, connections: theirs, settings, allowConflicts });
  const users = claimed.map(({ userId }) => userId);
  return { overlap: allowConflicts ? 'take' : 'refuse', alsoBusy, claimed: users };
};

const judgeEdit = async (deps: PatchDeps, edit: Patched, now: number): Promise<void> => {
  if (edit.changed.includes('hosts') || edit.changed.includes('guests'))
    await refuseHostsAsGuests(deps)(edit.booking);
  if (moves(edit) && !deps.judgeTime) judgeBookingTime(edit.booking, now, edit.changed.includes('start'));
};

const REPLANS = ['hosts', 'location', 'status', 'calendar', 'linkPer'] as const;

const planAnew = async (
  deps: BookingDeps,
  { booking, changed }: Patched,
  request: Surroundings & { readonly calendar: string | undefined; readonly trace: string },
): Promise<Booking> =>
  request.calendar !== undefined || REPLANS.some((field) => changed.includes(field))
    ? claimInCalendar(deps)(booking, request)
    : booking;

const assertOpen = ({ status, end }: Booking, now: number): void => {
  if (status === 'cancelled' || Date.parse(end) <= now)
    throw new HubError('booking_over', {
      detail: 'It is cancelled or has ended: make a new booking instead.',
    });
};

/** The change is one of several meetings of a series. */
interface Within {
  /** What it belongs to from then on. */
  readonly seriesId: string;
  /** Whose new time is claimed already, with that of the other meetings. */
  readonly holders: readonly string[];
  /** The version of the series that has it pending. */
  readonly change: number;
}

const partOf = (within: Within | undefined): Pick<Booking, 'seriesId' | 'seriesChange'> =>
  within ? { seriesId: within.seriesId, seriesChange: within.change } : {};

/** Where nothing else changes, it is noted all the same that the change was here: what a person does next stands. */
const unchanged = (current: Booking, within: Within | undefined): Change | undefined =>
  within && { after: { ...current, ...partOf(within) } };

/** Whoever goes on with a change leaves alone what it has reached: somebody may have edited that since. */
const isReached = ({ seriesChange = 0 }: Booking, within: Within | undefined): boolean =>
  within !== undefined && seriesChange >= within.change;

const isHeld = ({ userId }: { readonly userId: string }, within: Within | undefined): boolean =>
  within?.holders.includes(userId) === true;

/** Busy time that it was taken with stays with hosts who stay; a time that was judged free has none. */
const conflictsLeft = (
  current: Booking,
  hosts: Booking['hosts'],
  { within, judged }: Pick<Request, 'within'> & Pick<Change, 'judged'>,
) =>
  judged
    ? []
    : current.conflicts.filter(
        (conflict) => !isHeld(conflict, within) && hosts.some(({ userId }) => userId === conflict.userId),
      );

interface Request {
  readonly patch: Edit;
  readonly trace: string;
  readonly seen: (wanted: Wanted) => void;
  readonly within: Within | undefined;
}

const decide =
  (deps: PatchDeps, { patch, trace, seen, within }: Request) =>
  async (current: Booking): Promise<Change | undefined> => {
    const now = deps.clock.now();
    assertOpen(current, now);
    const { hosts, ...surroundings } = await lookUp(deps, current, patch);
    const { guestInvites } = surroundings.settings;
    const guests = patch.guests
      ? newGuests(patch.guests, current.guests, { ids: deps.ids, guestInvites })
      : current.guests;
    const edit = applyPatch(current, patch, { hosts, guests });
    // A wish of before stays, should the meeting come back to Zoom.
    judgeLinkPer(patch.linkPer, edit.booking);
    if (edit.changed.length === 0) return unchanged(current, within);
    await judgeEdit(deps, edit, now);
    seen({ booking: edit.booking, connections: surroundings.connections });
    const allowConflicts = patch.allowConflicts ?? false;
    const claimed = claimants(current, edit).filter((host) => !isHeld(host, within));
    const claim = await judgeClaim(deps, claimed, edit, { ...surroundings, allowConflicts });
    const conflicts = conflictsLeft(current, hosts, { within, ...claim });
    const { calendar } = patch;
    const replanned = await planAnew(deps, edit, { ...surroundings, calendar, trace });
    const planned = { ...replanned, conflicts, ...partOf(within) };
    const at = new Date(now).toISOString();
    return {
      after: transitionBooking(current, planned, { at, quiet: patch.notify === 'none' }),
      type: moves(edit) ? 'booking.moved' : 'booking.changed',
      changed: edit.changed,
      ...claim,
    };
  };

/**
 * Changes what a patch names; one that changes nothing leaves the booking as it is. `admit` sees the present booking first and
 * throws where the caller may not, or has seen an older one. Undefined: no such booking.
 */
export const patchBooking =
  (deps: PatchDeps) =>
  async (
    target: CommitTarget,
    patch: Edit,
    admit: (current: Booking) => void,
    within?: Within,
  ): Promise<Booking | undefined> => {
    let wanted: Wanted | undefined;
    const seen = (asked: Wanted): void => {
      wanted = asked;
    };
    const change = decide(deps, { patch, trace: target.trace, seen, within });
    return withAlternatives(deps)(
      () =>
        changeBooking(deps)(target, (current) => {
          admit(current);
          return isReached(current, within) ? undefined : change(current);
        }),
      () => wanted,
    );
  };
