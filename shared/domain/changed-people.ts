import type { Booking } from '../../events/stored/booking.ts';

type People = Pick<Booking, 'hosts' | 'guests'>;

const hostsOf = ({ hosts }: People): string => hosts.map(({ userId }) => userId).join();
const guestsOf = ({ guests }: People): string => guests.map(({ id }) => id).join();

/** Which fields name other people than before, apart from their answers. */
export const changedPeople = (before: People, after: People): ('hosts' | 'guests')[] => [
  ...(hostsOf(before) === hostsOf(after) ? [] : (['hosts'] as const)),
  ...(guestsOf(before) === guestsOf(after) ? [] : (['guests'] as const)),
];
