import type { Booking, Guest } from '../../events/stored/booking.ts';
import type { Notice } from '../../events/stored/notice.ts';
import type { Person } from '../../events/stored/person.ts';
import type { Reader } from '../ports/letters.ts';

const HOST = 'host:';
const hostIdOf = (person: string): string => person.slice(HOST.length);

/** Hosts whose profile is asked for: those of now and those who were told of the booking before. */
export const hostIds = (booking: Booking, notices: readonly Notice[]): string[] => {
  const told = notices.filter(({ person }) => person.startsWith(HOST)).map(({ person }) => hostIdOf(person));
  return [...new Set([...booking.hosts.map(({ userId }) => userId), ...told])];
};

/** Their calendar carries the event by our own write, so a calendar part would double it. */
const isServed = ({ calendars }: Booking, userId: string): boolean => {
  const state = calendars[userId]?.state;
  return state !== undefined && state !== 'removed' && state !== 'parked';
};

const guestReader = (booking: Booking, { id, email, name, zone, locale, attendee }: Guest): Reader => ({
  person: `guest:${id}`,
  role: 'guest',
  to: { email, name, zone: zone ?? booking.zone, locale: locale ?? 'en' },
  present: true,
  served: attendee,
});

const hostReader = (booking: Booking, { id, email, name, zone, locale }: Person): Reader => ({
  person: `${HOST}${id}`,
  role: 'host',
  to: { email, name, zone, locale },
  present: booking.hosts.some(({ userId }) => userId === id),
  served: isServed(booking, id),
});

/** Whoever is gone is remembered as they were last written to. */
const formerReader = (booking: Booking, { person, to }: Notice): Reader => ({
  person,
  role: person.startsWith(HOST) ? 'host' : 'guest',
  to,
  present: booking.hosts.some(({ userId }) => person === `${HOST}${userId}`),
  served: false,
});

/** Everybody who may have to be told: first those who were taken off, so that whoever is taken off and put back hears it in order. */
export const readersOf = (
  booking: Booking,
  people: readonly Person[],
  notices: readonly Notice[],
): Reader[] => {
  const known = [
    ...people.map((person) => hostReader(booking, person)),
    ...booking.guests.map((guest) => guestReader(booking, guest)),
  ];
  const former = notices
    .filter(({ person }) => !known.some((reader) => reader.person === person))
    .map((notice) => formerReader(booking, notice));
  const all = [...former, ...known];
  return [...all.filter(({ present }) => !present), ...all.filter(({ present }) => present)];
};
