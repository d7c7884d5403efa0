import type { Booking } from '../../events/stored/booking.ts';
import { bookerOf } from '../../shared/domain/booker-of.ts';
import { guestDeadline } from '../../shared/domain/guest-deadline.ts';
import { HubError } from '../../shared/errors.ts';

interface Wish {
  readonly guestId: string;
  /** UTC instants: the new start, and the one that the guest saw. */
  readonly start: string;
  readonly seen: string | undefined;
  /** Epoch milliseconds. */
  readonly now: number;
}

const refuseEnded = ({ status, end }: Booking, now: number): void => {
  if (status !== 'confirmed' || Date.parse(end) <= now)
    throw new HubError('booking_over', {
      detail: 'It is cancelled, over or not confirmed: it cannot be moved.',
    });
};

const refuseOthers = (current: Booking, guestId: string): void => {
  if (bookerOf(current)?.id !== guestId)
    throw new HubError('forbidden', {
      detail: 'Only the guest who booked can move the meeting: ask them or the host.',
    });
};

/** Whether the meeting is at this time already. Throws `booking_over`, `forbidden`, `too_late`, and `stale` where it is not at the time that the guest saw. */
export const judgeMove = (current: Booking, { guestId, start, seen, now }: Wish): boolean => {
  refuseEnded(current, now);
  refuseOthers(current, guestId);
  if (current.start === start) return true;
  if (now > guestDeadline(current, 'rescheduleUntil'))
    throw new HubError('too_late', {
      detail: 'The time until which guests can move the meeting by themselves is over: write to the host.',
    });
  if (seen !== undefined && seen !== current.start)
    throw new HubError('stale', { detail: 'The time has changed since the page was opened: look again.' });
  return false;
};
