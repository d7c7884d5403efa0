import type { World } from '../world.ts';
import type { Attendee, EventFields } from './event-fields.ts';
import { shownTime } from './event-time.ts';
import { itemId } from './item-id.ts';
import type { Prefer } from './prefer.ts';
import type { Item } from './series.ts';

type Json = Record<string, unknown>;

const stamp = (ms: number): string => `${new Date(ms).toISOString().slice(0, 23)}0000Z`;

export const etagOf = ({ changeKey }: { readonly changeKey: string }): string => `W/"${changeKey}"`;

const textOf = (html: string): string =>
  html
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

const shownLocation = (location: EventFields['locations'][number] | undefined): Json => ({
  displayName: '',
  locationType: 'default',
  uniqueIdType: 'unknown',
  address: {},
  coordinates: {},
  ...location,
});

const shownAttendee = ({ type, status, emailAddress }: Attendee): Json => ({ type, status, emailAddress });

const onlineOf = (online: Item['event']['online']): Json => ({
  isOnlineMeeting: online !== undefined,
  onlineMeetingProvider: online ? 'teamsForBusiness' : 'unknown',
  onlineMeetingUrl: null,
  onlineMeeting:
    online?.joinUrl === undefined ? null : { joinUrl: online.joinUrl, conferenceId: online.conferenceId },
});

const timesOf = ({ type, event }: Item, zone: string): Json => {
  const { start, end, isAllDay } = event.fields;
  return {
    start: shownTime(start, isAllDay, zone),
    end: shownTime(end, isAllDay, zone),
    originalStartTimeZone: start.timeZone,
    originalEndTimeZone: end.timeZone,
    ...(type === 'exception' && event.instanceOf && { originalStart: stamp(event.instanceOf.originalStart) }),
  };
};

const idsOf = ({ type, event }: Item, isImmutable: boolean): Json => {
  const { instanceOf, generation } = event;
  return {
    id: itemId(event, isImmutable),
    type,
    seriesMasterId: instanceOf ? itemId({ key: instanceOf.key, generation }, isImmutable) : null,
  };
};

/** https://learn.microsoft.com/en-us/graph/api/resources/event; extended properties are shown to nobody who does not ask. */
export const shownEvent = ({ origin }: Pick<World, 'origin'>, item: Item, prefer: Prefer): Json => {
  const { event } = item;
  const { subject, html, locations, attendees, start, end, ...fields } = event.fields;
  const ids = idsOf(item, prefer.isImmutable);
  return {
    '@odata.etag': etagOf(event),
    ...ids,
    changeKey: event.changeKey,
    createdDateTime: stamp(event.createdAt),
    lastModifiedDateTime: stamp(event.changedAt),
    iCalUId: event.iCalUId,
    ...(event.transactionId !== undefined && { transactionId: event.transactionId }),
    subject,
    bodyPreview: textOf(html).slice(0, 255),
    body: prefer.isText
      ? { contentType: 'text', content: textOf(html) }
      : { contentType: 'html', content: html },
    ...fields,
    ...timesOf(item, prefer.zone),
    isCancelled: event.isCancelled,
    isOrganizer: event.isOrganizer,
    isDraft: false,
    hasAttachments: false,
    ...onlineOf(event.online),
    location: shownLocation(locations[0]),
    locations: locations.map(shownLocation),
    attendees: attendees.map(shownAttendee),
    organizer: { emailAddress: event.organizer },
    responseStatus: event.responseStatus,
    webLink: `${origin}/ui/${event.mailbox}#${encodeURIComponent(itemId(event, true))}`,
  };
};

/** What a delta says of an occurrence: the rest is in its master. */
export const bareOccurrence = (item: Item, prefer: Prefer): Json => {
  const { start, end } = timesOf(item, prefer.zone);
  return {
    '@odata.type': '#microsoft.graph.event',
    '@odata.etag': etagOf(item.event),
    ...idsOf(item, prefer.isImmutable),
    start,
    end,
  };
};
