import type { ProvisionWork } from '../../events/internal/provision-work.ts';
import type { Booking, CalendarEntry } from '../../events/stored/booking.ts';
import type { Connection } from '../../events/stored/connection.ts';
import type { Relist } from '../connections/refresh-calendars.ts';
import { moveToFeeds } from '../domain/move-to-feed.ts';
import { wantedEvent } from '../domain/wanted-event.ts';
import type { CalendarAccess } from '../ports/calendar-provider.ts';
import type { Calendars } from '../ports/calendars.ts';
import type { People } from '../ports/people.ts';
import { ProviderError } from '../ports/provider-error.ts';
import { missesCalendar } from '../sync/look-at-event.ts';
import { withToken } from '../sync/with-token.ts';
import { changeBooking } from './change-booking.ts';
import type { EventStep } from './event-step.ts';
import { hostAddresses } from './host-addresses.ts';
import { isLost, leaveGoneCalendar } from './leave-gone-calendar.ts';
import { parkEntry } from './park-entry.ts';
import { type WaitDeps, waitWithEntry } from './wait-with-entry.ts';
import { type StepDeps, writeEventOnce } from './write-event-once.ts';

export type WriteDeps = Omit<StepDeps, 'calendar'> &
  WaitDeps & {
    readonly calendars: Calendars;
    readonly people: Pick<People, 'read' | 'readMany'>;
    readonly relist: Relist;
  };

type Work = Extract<ProvisionWork, { kind: 'booking' }>;

/** A step that finds the calendar otherwise takes what it found into the booking and begins anew. */
const MOST_STEPS = 5;

const owedEntry = (booking: Booking | undefined, work: Work, now: string): CalendarEntry | undefined => {
  const entry = booking?.calendars[work.userId];
  if (entry?.owed === undefined || entry.connectionId !== work.connectionId) return undefined;
  return entry.notBefore !== undefined && entry.notBefore > now ? undefined : entry;
};

const planStep = async (
  { people, connections }: WriteDeps,
  { booking, entry, userId }: Pick<EventStep, 'booking' | 'entry' | 'userId'>,
): Promise<Pick<EventStep, 'wanted'> & { readonly accounts: readonly Connection[] }> => {
  const userIds = booking.hosts.map((host) => host.userId);
  const [person, { invited, accounts }] = await Promise.all([
    people.read(booking.org, userId),
    hostAddresses({ people, connections })(booking.org, userIds, booking),
  ]);
  const wanted = wantedEvent(booking, userId, { addresses: invited, locale: person?.locale ?? 'en' });
  if (wanted === undefined) throw new Error(`a ${entry.role} is never written`);
  return { wanted, accounts };
};

const stepAt =
  (deps: WriteDeps, connection: Connection, step: EventStep) =>
  (accessToken: string): Promise<'done' | 'again'> => {
    const access: CalendarAccess = { accessToken, calendarId: step.entry.calendarId };
    const calendar = deps.calendars(connection.provider);
    return writeEventOnce({ ...deps, calendar })(step, access, connection);
  };

/** Whether the event's calendar is gone from its account, or may no more be written to, and the booking has left it. */
const leftCalendar = async (
  deps: WriteDeps,
  connection: Connection,
  { booking, entry, trace }: Omit<EventStep, 'wanted'>,
  refusal: ProviderError,
): Promise<boolean> => {
  if (!(missesCalendar(refusal) || refusal.verdict === 'ours')) return false;
  try {
    const now = await deps.relist(connection, trace);
    if (now === undefined || !isLost(now, entry)) return false;
    await leaveGoneCalendar(deps)(now, booking, trace);
    return true;
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    return false;
  }
};

/** A booking that was planned before an account was connected anew has not heard of its new feeds; true: now it has. */
const followFeeds = async (
  deps: WriteDeps,
  { booking, trace }: Pick<EventStep, 'booking' | 'trace'>,
  accounts: readonly Connection[],
): Promise<boolean> => {
  if (moveToFeeds(booking, accounts) === undefined) return false;
  const target = { org: booking.org, id: booking.id, actor: { kind: 'system' as const }, trace };
  await changeBooking(deps)(target, (current) => {
    const calendars = moveToFeeds(current, accounts);
    return calendars && { after: { ...current, calendars } };
  });
  return true;
};

const writeOwed = async (deps: WriteDeps, work: Work): Promise<'done' | 'again'> => {
  const { org, bookingId, userId, connectionId, trace } = work;
  const booking = await deps.bookings.read(org, bookingId);
  const entry = owedEntry(booking, work, new Date(deps.clock.now()).toISOString());
  if (booking === undefined || entry === undefined || entry.role === 'copy') return 'done';
  const connection = await deps.connections.read(org, userId, connectionId);
  if (connection?.state !== 'connected') {
    await parkEntry(deps)(work, connection?.state ?? 'not_connected');
    return 'done';
  }
  const planned = { booking, entry, userId, trace };
  const { accounts, wanted } = await planStep(deps, planned);
  if (await followFeeds(deps, planned, accounts)) return 'again';
  const step: EventStep = { ...planned, wanted };
  try {
    return await withToken(deps.tokens)(connection, stepAt(deps, connection, step));
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    if (await leftCalendar(deps, connection, planned, error)) return 'again';
    await waitWithEntry(deps)(work, connection, error);
    return 'done';
  }
};

/**
 * Writes what a host's calendar should say of a booking now, whatever the message was sent for. Nothing owed: nothing done.
 * What has to wait waits on the booking; only what nobody foresaw is thrown.
 */
export const writeEvent =
  (deps: WriteDeps) =>
  async (work: Work): Promise<void> => {
    for (let step = 0; step < MOST_STEPS; step += 1) if ((await writeOwed(deps, work)) === 'done') return;
    deps.log?.info('provision.unsettled', { bookingId: work.bookingId, trace: work.trace });
  };
