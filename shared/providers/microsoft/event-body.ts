import { DateTime } from 'luxon';
import type { MicrosoftEvent } from '../../../events/provider/microsoft/event.ts';
import type { WantedEvent } from '../../ports/calendar-provider.ts';
import { propertyOf } from './marks.ts';
import { windowsZoneOf } from './zones.ts';

interface GraphTime {
  readonly dateTime: string;
  readonly timeZone: string;
}

const WALL = "yyyy-MM-dd'T'HH:mm:ss";

/**
 * Wall time as Windows keeps it in that zone, so that Outlook shows the host's own. UTC where Windows has no name for the zone, and in
 * the hour that comes twice: wall time cannot say which of the two.
 */
const graphTime = (instant: string, zone: string): GraphTime => {
  const utc = DateTime.fromISO(instant, { zone: 'UTC' });
  const known = windowsZoneOf(zone);
  const local = known && utc.setZone(known.iana);
  if (!local?.isValid || local.getPossibleOffsets().length > 1)
    return { dateTime: utc.toFormat(WALL), timeZone: 'UTC' };
  return { dateTime: local.toFormat(WALL), timeZone: known?.windows ?? 'UTC' };
};

/** Both ends in one zone. */
export const timesIn = ({ start, end }: WantedEvent, zone: string): { start: GraphTime; end: GraphTime } => {
  const [from, to] = [graphTime(start, zone), graphTime(end, zone)];
  if (from.timeZone === to.timeZone) return { start: from, end: to };
  return { start: graphTime(start, 'UTC'), end: graphTime(end, 'UTC') };
};

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll(/\r?\n/gu, '<br>');

/** What is said as an address can be followed; a mark of punctuation at its end is none of it. */
const ADDRESS = /https:\/\/[^\s<>"']+[^\s<>"'.,;:!?)]/gu;

const followable = (html: string): string =>
  html.replace(ADDRESS, (address) => `<a href="${address}">${address}</a>`);

const NAME = 'meridian';
/** Exchange may rename what it did not write itself. */
const OURS = new RegExp(`<div[^>]*\\bid="?(?:x_)?${NAME}"?[^>]*>.*?</div>`, 'su');

const ourPart = (description: string): string =>
  `<div id="${NAME}">${followable(escaped(description))}</div>`;

/**
 * The text of an event beside what stands there. What Teams has written stays: without it the meeting would be no online meeting any
 * more. https://learn.microsoft.com/en-us/graph/outlook-calendar-online-meetings
 */
export const contentWith = (
  description: string,
  present?: Pick<MicrosoftEvent, 'body' | 'isOnlineMeeting'>,
): string => {
  const ours = ourPart(description);
  const there = present?.body?.content ?? '';
  if (!present?.isOnlineMeeting || there === '') return ours;
  if (OURS.test(there)) return there.replace(OURS, () => ours);
  return /<body[^>]*>/iu.test(there) ? there.replace(/<body[^>]*>/iu, (tag) => tag + ours) : ours + there;
};

const marksOf = ({ marker }: WantedEvent) => [
  { id: propertyOf('MeridianOrg'), value: marker.org },
  { id: propertyOf('MeridianBooking'), value: marker.bookingId },
  ...(marker.written === undefined ? [] : [{ id: propertyOf('MeridianWritten'), value: marker.written }]),
];

/**
 * Microsoft mails whoever is an attendee, always: so without `invites` nobody is one. Whoever is named again keeps their answer; nobody
 * else's can be written.
 */
const attendeesOf = ({ attendees = [] }: WantedEvent) =>
  attendees.map(({ email, name }) => ({
    type: 'required',
    emailAddress: { address: email, ...(name !== undefined && { name }) },
  }));

/** The shared part of creating and changing. */
export const eventBody = (wanted: WantedEvent, content: string | undefined) => ({
  subject: wanted.title,
  isAllDay: false,
  location: { displayName: wanted.place ?? '' },
  ...(content !== undefined && { body: { contentType: 'html', content } }),
  ...(wanted.invites && wanted.attendees !== undefined && { attendees: attendeesOf(wanted) }),
  singleValueExtendedProperties: marksOf(wanted),
});
