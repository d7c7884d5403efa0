import type * as z from 'zod';
import type { GuestCancel } from '../../events/http/guest-page.ts';
import type { Booking, Guest } from '../../events/stored/booking.ts';
import { HubError } from '../../shared/errors.ts';
import { decideCancel } from './decide-cancel.ts';
import type { Deps } from './deps.ts';
import type { MeetingVisit } from './open-link.ts';
import { type Pressed, press } from './press.ts';

type Wish = z.output<typeof GuestCancel>;

export const commitWish = (deps: Deps, visit: MeetingVisit, body: Wish, trace: string): Promise<Pressed> => {
  const wish = { guestId: visit.guest.id, reason: body?.reason?.trim(), seen: body?.seen };
  const decide = (current: Booking) =>
    decideCancel(current, { ...wish, at: new Date(deps.clock.now()).toISOString() });
  return press(deps, visit, { decide, trace });
};

interface Ended {
  readonly booking: Booking;
  readonly guest: Guest;
  readonly outcome: 'done' | 'already' | 'over' | 'moved' | 'late';
}

const FOR_PEOPLE = { booking_over: 'over', stale: 'moved', too_late: 'late' } as const;
const isForPeople = (code: string): code is keyof typeof FOR_PEOPLE => code in FOR_PEOPLE;

/** What a person can do something about is shown to them; programs get it as a problem. */
export const pressCancel = async (
  deps: Deps,
  visit: MeetingVisit,
  body: Wish,
  trace: string,
): Promise<Ended> => {
  try {
    const { isDone, ...pressed } = await commitWish(deps, visit, body, trace);
    return { ...pressed, outcome: isDone ? 'done' : 'already' };
  } catch (error) {
    if (!(error instanceof HubError) || !isForPeople(error.code)) throw error;
    const booking = (await deps.bookings.read(visit.booking.org, visit.booking.id)) ?? visit.booking;
    return { booking, guest: visit.guest, outcome: FOR_PEOPLE[error.code] };
  }
};
