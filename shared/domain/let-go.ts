import type { Booking } from '../../events/stored/booking.ts';

const isHost = ({ hosts }: Booking, userId: string): boolean => hosts.some((host) => host.userId === userId);

/**
 * The booking without the event that is back in a host's calendar after it was removed there: theirs from now on, and busy time like
 * any other. Undefined where the booking still has, or waits for, an event in that calendar.
 */
export const letGo = (booking: Booking, userId: string): Booking | undefined => {
  const { [userId]: entry, ...calendars } = booking.calendars;
  const isWanted = booking.status === 'confirmed' && isHost(booking, userId);
  if (entry?.state !== 'removed' || entry.owed !== undefined || isWanted) return undefined;
  return { ...booking, calendars, takenBack: [...(booking.takenBack ?? []), entry.eventId] };
};
