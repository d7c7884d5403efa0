import { Booking } from '../../events/stored/booking.ts';
import { calendarView } from '../../infra/local/mail/calendar-view.ts';
import type { Hub } from './hub.ts';
import { seriesWordFaults } from './series-words.ts';
import { storedItems } from './stored-items.ts';

type ReadMail = Awaited<ReturnType<Hub['inbox']['all']>>[number];

/** Booking and reader of a mail; every mail of a booking refers to the same id. */
const topicOf = ({ to, headers }: ReadMail): string =>
  `${/booking-(?<id>[\w-]+)@/u.exec(headers.references ?? '')?.groups?.id} ${to.join().toLowerCase()}`;

/** Who takes part, by address; demo users' addresses are made of their ids. */
const partyOf = ({ hosts, guests, org }: Booking): string[] => [
  ...hosts.map(({ userId }) => `${userId}@${org}.example`),
  ...guests.map(({ email }) => email.toLowerCase()),
];

const minute = (instant: string): string => `${instant.slice(0, 10)} ${instant.slice(11, 16)} UTC`;

/** Their own link, where everybody gets one; also of a meeting that its host kept when they left. */
const linkOf = ({ conference, guests, linkPer, meetings }: Booking, address: string): string => {
  const meeting = meetings[conference?.hostId ?? ''];
  const hasOwn = linkPer === 'participant' && meeting?.registration !== 'unavailable';
  const guest = hasOwn ? guests.find(({ email }) => email.toLowerCase() === address) : undefined;
  return guest?.registration?.joinUrl ?? conference?.joinUrl ?? '';
};

const isTold = ({ subject, calendar, text }: ReadMail, booking: Booking, address: string): boolean => {
  const { title, start } = booking;
  const starts = calendar && calendarView(calendar.content)?.starts;
  return (
    !subject.startsWith('Cancelled') &&
    subject.endsWith(`: ${title}`) &&
    text.includes(linkOf(booking, address)) &&
    (!starts || starts === minute(start))
  );
};

const faultOf = (booking: Booking, address: string, last: ReadMail | undefined): string | undefined => {
  const isInvited = booking.status === 'confirmed' && partyOf(booking).includes(address);
  if (last === undefined) return isInvited ? `${booking.id}: ${address} was never told` : undefined;
  const isRight = isInvited ? isTold(last, booking, address) : last.subject.startsWith('Cancelled');
  const starts = last.calendar && calendarView(last.calendar.content)?.starts;
  return isRight
    ? undefined
    : `${booking.id} (${booking.status} ${booking.title} ${booking.start}): ${address} was last told "${last.subject}" ${starts}${last.text.includes(linkOf(booking, address)) ? '' : ', without the link'}`;
};

/** Whose last mail about a booking in UTC does not tell how it is, or whose calendar does not of a series. */
export const lastWordFaults = async (hub: Hub): Promise<string[]> => {
  const mails = Map.groupBy(await hub.inbox.all(), topicOf);
  const bookings = (await storedItems(hub, 'BOOKING#'))
    .filter(({ sk }) => sk === 'BOOKING')
    .map((item) => Booking.parse(item));
  const single = bookings.filter(({ seriesId }) => seriesId === undefined);
  const faults = single.flatMap((booking) => {
    const written = [...mails.keys()]
      .filter((topic) => topic.startsWith(`${booking.id} `))
      .map((topic) => topic.slice(booking.id.length + 1));
    return [...new Set([...partyOf(booking), ...written])].flatMap(
      (address) => faultOf(booking, address, mails.get(`${booking.id} ${address}`)?.at(-1)) ?? [],
    );
  });
  return [...faults, ...(await seriesWordFaults(hub, bookings))];
};
