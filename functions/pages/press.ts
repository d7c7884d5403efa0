import type { Booking, Guest } from '../../events/stored/booking.ts';
import { type Change, changeBooking } from '../../shared/bookings/change-booking.ts';
import type { Deps } from './deps.ts';
import type { MeetingVisit } from './open-link.ts';

/** What became of a pressed button. */
export interface Pressed {
  readonly booking: Booking;
  readonly guest: Guest;
  readonly isDone: boolean;
}

interface Press {
  /** Asked for the change, perhaps more than once: what it says last is committed. Undefined: it is so already. */
  readonly decide: (current: Booking) => Change | undefined;
  readonly trace: string;
}

/** Commits what a guest's button means. Throws what `decide` throws. */
export const press = async (
  deps: Deps,
  { booking, guest }: MeetingVisit,
  { decide, trace }: Press,
): Promise<Pressed> => {
  const target = { org: booking.org, id: booking.id, actor: { kind: 'guest', id: guest.id }, trace } as const;
  let isDone = false;
  const after = await changeBooking(deps)(target, (current) => {
    const change = decide(current);
    isDone = change !== undefined;
    return change;
  });
  const now = after ?? booking;
  return { booking: now, guest: now.guests.find(({ id }) => id === guest.id) ?? guest, isDone };
};
