import type { Booking } from '../../events/stored/booking.ts';
import { changeBooking } from './change-booking.ts';
import type { CommitDeps } from './commit-booking.ts';
import { eventId } from './event-id.ts';

interface Target {
  readonly org: string;
  readonly bookingId: string;
  readonly userId: string;
  /** The id that is taken for good: providers keep those of deleted events. */
  readonly burnt: string;
  readonly trace: string;
}

const renamed = (booking: Booking, { userId, burnt }: Target): Booking => {
  const generation = (booking.calendars[userId]?.generation ?? 0) + 1;
  const next = eventId(booking.id, userId, generation);
  const calendars = Object.entries(booking.calendars).map(([host, entry]) => {
    if (entry.eventId !== burnt) return [host, entry] as const;
    const { base: _, intendedAt: __, renew: ___, ...rest } = entry;
    return [host, { ...rest, generation, eventId: next }] as const;
  });
  return { ...booking, calendars: Object.fromEntries(calendars) };
};

/** Gives the event, and the copies of it in co-hosts' calendars, the id of the next generation. */
export const burnEventId =
  (deps: CommitDeps) =>
  async (target: Target): Promise<void> => {
    const { org, bookingId, userId, burnt, trace } = target;
    await changeBooking(deps)({ org, id: bookingId, actor: { kind: 'system' }, trace }, (current) =>
      current.calendars[userId]?.eventId === burnt ? { after: renamed(current, target) } : undefined,
    );
  };
