import type { Booking, Guest } from '../../events/stored/booking.ts';

/** The guest who acts for all: whoever booked, as long as they take part, else the first one named. Undefined: there are no guests. */
export const bookerOf = ({ guests, bookedBy }: Pick<Booking, 'guests' | 'bookedBy'>): Guest | undefined =>
  guests.find(({ id }) => id === bookedBy) ?? guests[0];
