import { readBooking } from './meeting.ts';
import type { TortureWorld } from './torture-world.ts';

type Known = TortureWorld['bookings'][number];

/** A booking as the acts remember it. */
export const knownBooking = async (
  { hub }: Pick<TortureWorld, 'hub'>,
  id: string,
  guest: string,
): Promise<Known> => {
  const [host] = (await readBooking(hub, id)).hosts;
  return { id, guest, organizer: host?.userId ?? 'ben', eventId: host?.calendar.eventId };
};
