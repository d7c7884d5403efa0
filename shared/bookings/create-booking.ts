import type { BookingPost } from '../../events/http/booking-body.ts';
import type { Booking, Location } from '../../events/stored/booking.ts';
import type { OrgSettings } from '../../events/stored/org-settings.ts';
import { judgeBookingTime } from '../domain/booking-time.ts';
import { orgReminders } from '../domain/org-reminders.ts';
import { transitionBooking } from '../domain/transition-booking.ts';
import { HubError } from '../errors.ts';
import type { AvailabilitySchedules } from '../ports/availability-schedules.ts';
import type { Connections } from '../ports/connections.ts';
import type { Feeds } from '../ports/feeds.ts';
import type { OrgSettingsStore } from '../ports/org-settings-store.ts';
import type { People } from '../ports/people.ts';
import { claimInCalendar } from './claim-in-calendar.ts';
import { type CommitDeps, type CommitTarget, commitBooking } from './commit-booking.ts';
import { defaultLocation } from './default-location.ts';
import { findHosts } from './find-hosts.ts';
import { judgeCalendars } from './judge-calendars.ts';
import { judgeLinkPer } from './judge-link-per.ts';
import { newGuests } from './new-guests.ts';
import { refuseHostsAsGuests } from './refuse-hosts-as-guests.ts';
import { withAlternatives } from './with-alternatives.ts';

export interface BookingDeps extends CommitDeps {
  readonly people: People;
  readonly connections: Connections;
  readonly feeds: Feeds;
  readonly schedules: Pick<AvailabilitySchedules, 'read'>;
  readonly settings: OrgSettingsStore;
}

interface Facts {
  readonly at: string;
  readonly hosts: Booking['hosts'];
  readonly location: Location;
  readonly settings: OrgSettings;
}

/** As revision 0: its first transition makes it 1. */
export const composeBooking = (
  { ids }: BookingDeps,
  { org, id }: CommitTarget,
  body: BookingPost,
  { at, hosts, location, settings }: Facts,
): Booking => {
  const { allowConflicts: _, notify, guests = [], ...said } = body;
  return {
    ...said,
    v: 1,
    id,
    org,
    version: 0,
    revision: 0,
    hosts,
    location,
    reminders: notify === 'none' ? [] : orgReminders(settings),
    guests: newGuests(guests, [], { ids, guestInvites: settings.guestInvites }),
    status: body.status ?? 'confirmed',
    calendars: {},
    meetings: {},
    conflicts: [],
    noticesOwed: false,
    quietUntil: 0,
    createdAt: at,
    updatedAt: at,
  };
};

/**
 * Claims a time for its hosts: one transaction, before any calendar is called.
 * Throws the contract's refusals (`invalid_request`, `calendar_unknown`, `host_busy`, `slot_taken`, `platform_not_connected`).
 */
export const createBooking = (deps: BookingDeps) => async (target: CommitTarget, body: BookingPost) => {
  const now = deps.clock.now();
  judgeBookingTime(body, now);
  const [hosts, connections, settings] = await Promise.all([
    findHosts(deps)(target.org, body.hosts),
    deps.connections.ofUsers(target.org, body.hosts),
    deps.settings.read(target.org),
  ]);
  const at = new Date(now).toISOString();
  const location = await defaultLocation(deps)(target.org, body);
  judgeLinkPer(body.linkPer, { location });
  const booking = composeBooking(deps, target, body, { at, hosts, location, settings });
  await refuseHostsAsGuests(deps)(booking);
  const allowConflicts = body.allowConflicts ?? false;
  const alsoBusy = await judgeCalendars(deps)({ booking, connections, settings, allowConflicts });
  const { trace } = target;
  const planned = await claimInCalendar(deps)(booking, {
    calendar: body.calendar,
    connections,
    settings,
    trace,
  });
  const after = transitionBooking(planned, {}, { at, quiet: body.notify === 'none' });
  const change = {
    after,
    type: 'booking.created',
    overlap: allowConflicts ? 'take' : 'refuse',
    alsoBusy,
  } as const;
  const result = await withAlternatives(deps)(
    () => commitBooking(deps)(target, async () => ({ before: undefined, change })),
    () => ({ booking, connections }),
  );
  if (result === undefined) throw new HubError('internal');
  return result;
};
