import type { Booking, Rsvp } from '../../events/stored/booking.ts';

/** Whether somebody who takes part will come, by `host:<userId>` or `guest:<guestId>`; undefined where they take no part. */
export const answerOf = (
  { hosts, guests }: Pick<Booking, 'hosts' | 'guests'>,
  person: string,
): Rsvp | undefined => {
  const guest = guests.find(({ id }) => person === `guest:${id}`);
  return (guest ?? hosts.find(({ userId }) => person === `host:${userId}`))?.rsvp;
};
