import type { Booking } from '../../events/stored/booking.ts';
import type { GuestLink } from '../../events/stored/guest-link.ts';
import { changeBooking } from '../bookings/change-booking.ts';
import { HOLD_EXPIRED } from '../domain/hold-expired.ts';
import { isLinkOver } from '../domain/is-link-over.ts';
import { transitionBooking } from '../domain/transition-booking.ts';
import { HubError } from '../errors.ts';
import { planSlot } from './compose-slot.ts';
import { offerAlternatives } from './offer-alternatives.ts';
import { type Roster, readRoster } from './read-roster.ts';
import type { SchedulingDeps } from './scheduling-deps.ts';

/** Whether it was let go because its guest did not confirm it in time. */
const isLetGo = ({ status, cancelled }: Booking): boolean =>
  status === 'cancelled' && cancelled?.reason === HOLD_EXPIRED;

const letGo = (): HubError =>
  new HubError('slot_taken', {
    detail: 'This time was held for 15 minutes, which are over: choose it again, or another one.',
  });

const confirmed = ({ hold: _, ...held }: Booking, roster: Roster, at: string): Booking => {
  const ids = held.hosts.map(({ userId }) => userId);
  const connections = roster.connections.filter(({ userId }) => ids.includes(userId));
  const planned = planSlot({ ...held, status: 'confirmed' }, { ...roster, connections });
  return transitionBooking(planned, {}, { at });
};

const commit = (deps: SchedulingDeps, roster: Roster, { bookingId, guestId }: GuestLink, trace: string) => {
  const { org } = roster.eventType;
  const target = { org, id: bookingId, actor: { kind: 'guest', id: guestId }, trace } as const;
  return changeBooking(deps)(target, (current) => {
    if (current.status === 'confirmed') return undefined;
    const now = deps.clock.now();
    if (isLetGo(current) || (current.hold && Date.parse(current.hold.until) <= now)) throw letGo();
    if (current.status === 'cancelled' || current.hold === undefined)
      throw new HubError('booking_over', { detail: 'It is cancelled: nothing is left to confirm.' });
    const at = new Date(now).toISOString();
    return { after: confirmed(current, roster, at), type: 'booking.changed', changed: ['status'] };
  });
};

const withOthers = async (deps: SchedulingDeps, roster: Roster, link: GuestLink): Promise<HubError> => {
  const booking = await deps.bookings.read(link.org, link.bookingId);
  if (booking === undefined) return letGo();
  const durationMs = Date.parse(booking.end) - Date.parse(booking.start);
  const question = { durationMs, now: deps.clock.now() };
  const alternatives = await offerAlternatives(deps)(roster, question, booking.start);
  return new HubError('slot_taken', { detail: letGo().detail ?? '', extra: { alternatives } });
};

/** Only whoever made it confirms it, and is told of it: the answer names everybody and all that was answered. */
const isTheirs = ({ guests, bookedBy = guests[0]?.id }: Booking, { guestId }: GuestLink): boolean =>
  guestId === bookedBy && guests.some(({ id }) => id === guestId);

const read = async (
  { bookings, clock }: Pick<SchedulingDeps, 'bookings' | 'clock'>,
  eventTypeId: string,
  link: GuestLink,
): Promise<Booking | undefined> => {
  const held = await bookings.read(link.org, link.bookingId);
  if (held?.eventTypeId !== eventTypeId || !isTheirs(held, link)) return undefined;
  if (!isLinkOver(link, held, clock.now())) return held;
  throw new HubError('link_expired', { detail: 'This link ended 30 days after the meeting.' });
};

/**
 * A held slot becomes a booking that stands; done once, and said again as it is. Throws `slot_taken` with alternatives once it was let go,
 * `booking_over` where it was cancelled, `link_expired` 30 days after it. Undefined: no such booking of this event type was made by whose
 * link this is.
 */
export const confirmHold =
  (deps: SchedulingDeps) =>
  async (eventTypeId: string, link: GuestLink, trace: string): Promise<Booking | undefined> => {
    const eventType = await deps.eventTypes.find(eventTypeId);
    const held = await read(deps, eventTypeId, link);
    if (eventType === undefined || held === undefined || eventType.org !== link.org) return undefined;
    const hosts = held.hosts.map(({ userId }) => ({ userId }));
    const roster = await readRoster(deps)({ ...eventType, hosts });
    try {
      return await commit(deps, roster, link, trace);
    } catch (error) {
      if (!(error instanceof HubError) || error.code !== 'slot_taken') throw error;
      throw await withOthers(deps, await readRoster(deps)(eventType), link);
    }
  };
