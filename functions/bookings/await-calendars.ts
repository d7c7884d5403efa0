import type { Booking } from '../../events/stored/booking.ts';
import type { Bookings } from '../../shared/ports/bookings.ts';
import { poll } from './poll.ts';

/** What waits for a reconnect or a provider's patience will not be done within seconds. */
const isSettled = ({ calendars, meetings, conference, status }: Booking): boolean =>
  !(status === 'confirmed' && conference?.state === 'pending') &&
  ![...Object.values(calendars), ...Object.values(meetings)].some(
    ({ owed, state, notBefore }) => owed !== undefined && state !== 'parked' && notBefore === undefined,
  );

/** `Prefer: wait=N` after a change: the booking once no calendar is owed anything and its link is there, or as it is when the time is over. */
export const awaitCalendars =
  ({ bookings }: { readonly bookings: Bookings }) =>
  async (
    booking: Booking,
    seconds: number,
  ): Promise<{ booking: Booking; headers: Record<string, string> }> => {
    if (seconds === 0) return { booking, headers: {} };
    const read = async () => (await bookings.read(booking.org, booking.id)) ?? booking;
    return {
      booking: await poll(seconds, read, isSettled),
      headers: { 'preference-applied': `wait=${seconds}` },
    };
  };
