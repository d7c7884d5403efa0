import type * as z from 'zod';
import type { GuestCancel } from '../../events/http/guest-page.ts';
import type { Booking, Guest } from '../../events/stored/booking.ts';
import { changeBooking } from '../../shared/bookings/change-booking.ts';
import { HubError } from '../../shared/errors.ts';
import { decideCancel } from './decide-cancel.ts';
import type { Deps } from './deps.ts';
import type { Visit } from './open-link.ts';

type Meeting = Extract<Visit, { leads: 'to meeting' }>;

export interface Pressed {
  readonly booking: Booking;
  readonly guest: Guest;
  readonly outcome: 'done' | 'already' | 'over' | 'moved';
}

/** `decide` may be asked more than once: what it said last is what was committed. */
export const commitWish = async (
  deps: Deps,
  { booking, guest }: Meeting,
  body: z.output<typeof GuestCancel>,
  trace: string,
): Promise<Pressed> => {
  const target = { org: booking.org, id: booking.id, actor: { kind: 'guest', id: guest.id }, trace } as const;
  const wish = { guestId: guest.id, reason: body?.reason?.trim(), seen: body?.seen };
  let isChanged = false;
  const after = await changeBooking(deps)(target, (current) => {
    const change = decideCancel(current, { ...wish, at: new Date(deps.clock.now()).toISOString() });
    isChanged = change !== undefined;
    return change;
  });
  const now = after ?? booking;
  return {
    booking: now,
    guest: now.guests.find(({ id }) => id === guest.id) ?? guest,
    outcome: isChanged ? 'done' : 'already',
  };
};

/** What a person can do something about is shown to them; programs get it as a problem. */
export const pressCancel = async (
  deps: Deps,
  meeting: Meeting,
  body: z.output<typeof GuestCancel>,
  trace: string,
): Promise<Pressed> => {
  try {
    return await commitWish(deps, meeting, body, trace);
  } catch (error) {
    const isForPeople =
      error instanceof HubError && (error.code === 'booking_over' || error.code === 'stale');
    if (!isForPeople) throw error;
    const booking = (await deps.bookings.read(meeting.booking.org, meeting.booking.id)) ?? meeting.booking;
    return { booking, guest: meeting.guest, outcome: error.code === 'stale' ? 'moved' : 'over' };
  }
};
