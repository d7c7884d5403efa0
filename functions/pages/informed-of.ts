import type { Booking, Guest } from '../../events/stored/booking.ts';
import type { Informed } from '../../shared/pages/informed-line.ts';

/** Everybody who takes part. */
export const allInformed = ({ hosts, guests }: Booking, guest: Guest): Informed => ({
  hosts: hosts.map(({ name }) => name),
  isGuest: true,
  others: guests.filter(({ id }) => id !== guest.id).length,
});

/** The hosts alone. */
export const hostsInformed = ({ hosts }: Booking): Informed => ({
  hosts: hosts.map(({ name }) => name),
  isGuest: false,
  others: 0,
});
