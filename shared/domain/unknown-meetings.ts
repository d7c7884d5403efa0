import type { Booking } from '../../events/stored/booking.ts';

interface Listed {
  readonly id: string;
  /** The booking that it was made for. */
  readonly reference: string;
}

/**
 * Which of an account's meetings may have been made for this booking without its knowing. One that was known to be gone, and is back from
 * the trash, is its host's own from then on.
 */
export const unknownMeetings = <T extends Listed>(
  { id: bookingId, removedMeetings = [] }: Pick<Booking, 'id' | 'removedMeetings'>,
  listed: readonly T[],
): T[] => listed.filter(({ id, reference }) => reference === bookingId && !removedMeetings.includes(id));
