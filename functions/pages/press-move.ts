import type { GuestMove } from '../../events/http/guest-page.ts';
import type { Booking } from '../../events/stored/booking.ts';
import { patchBooking } from '../../shared/bookings/patch-booking.ts';
import { HubError } from '../../shared/errors.ts';
import { judgeOffered } from '../../shared/scheduling/judge-offered.ts';
import { movingRoster } from '../../shared/scheduling/moving-roster.ts';
import { offerAlternatives } from '../../shared/scheduling/offer-alternatives.ts';
import type { Deps } from './deps.ts';
import { judgeMove } from './judge-move.ts';
import type { MeetingVisit } from './open-link.ts';

/** What became of it: the booking as it is now, as it was, and whether this press moved it. */
export interface Moved {
  readonly booking: Booking;
  readonly before: Pick<Booking, 'start' | 'end'>;
  readonly isDone: boolean;
}

interface Wish {
  readonly body: Pick<GuestMove, 'start' | 'reason' | 'seen'>;
  readonly trace: string;
}

const lengthOf = ({ start, end }: Booking): number => Date.parse(end) - Date.parse(start);

/** With the next free times, and not a word of why. */
const taken = async (deps: Deps, booking: Booking, start: string, cause: unknown): Promise<HubError> => {
  const question = { durationMs: lengthOf(booking), now: deps.clock.now(), exclude: booking.id };
  const roster = await movingRoster(deps)(booking);
  const offered = roster ? await offerAlternatives(deps)(roster, question, start) : [];
  const alternatives = offered.filter((one) => one.start !== booking.start);
  return new HubError('slot_taken', {
    detail: 'This time is not free any more: choose another one.',
    extra: { alternatives },
    cause,
  });
};

const move = async (deps: Deps, visit: MeetingVisit, { body, trace }: Wish): Promise<Moved> => {
  const { booking, guest } = visit;
  const { start, seen } = body;
  const reason = body.reason?.trim();
  const target = { org: booking.org, id: booking.id, actor: { kind: 'guest', id: guest.id }, trace } as const;
  const patch = {
    start,
    end: new Date(Date.parse(start) + lengthOf(booking)).toISOString(),
    moved: { start, by: guest.id, ...(reason && { reason }) },
  };
  let before = booking;
  let isDone = false;
  const after = await patchBooking({ ...deps, judgeTime: judgeOffered(deps) })(target, patch, (current) => {
    before = current;
    isDone = !judgeMove(current, { guestId: guest.id, start, seen, now: deps.clock.now() });
  });
  return { booking: after ?? booking, before, isDone };
};

/**
 * Moves the meeting to a start that is offered, by the use case that moves every booking; the second time it says that it is there.
 * Throws what `judgeMove` throws, and `slot_taken` with the next free times.
 */
export const pressMove = async (deps: Deps, visit: MeetingVisit, wish: Wish): Promise<Moved> => {
  const { booking, guest } = visit;
  const { start, seen } = wish.body;
  const isThere = judgeMove(booking, { guestId: guest.id, start, seen, now: deps.clock.now() });
  if (isThere) return { booking, before: booking, isDone: false };
  try {
    return await move(deps, visit, wish);
  } catch (error) {
    if (!(error instanceof HubError) || error.code !== 'slot_taken') throw error;
    throw await taken(deps, booking, start, error);
  }
};
