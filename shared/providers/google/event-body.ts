import type { calendar_v3 } from 'googleapis/build/src/apis/calendar/index.js';
import type { Attendee, WantedEvent } from '../../ports/calendar-provider.ts';

const RESPONSE = {
  needs_action: 'needsAction',
  accepted: 'accepted',
  tentative: 'tentative',
  declined: 'declined',
} as const;

/** `null` clears what a person may have put there: a whole day instead of an instant. */
const at = (dateTime: string, timeZone: string): calendar_v3.Schema$EventDateTime => ({
  dateTime,
  timeZone,
  date: null,
});

const invited = ({ email, name, rsvp }: Attendee): calendar_v3.Schema$EventAttendee => ({
  email,
  ...(name !== undefined && { displayName: name }),
  responseStatus: RESPONSE[rsvp],
});

/** Google replaces arrays whole: whoever is there already keeps their answer, comment and companions; rooms and the owner stay. */
export const mergeAttendees = (
  wanted: readonly Attendee[],
  present: readonly calendar_v3.Schema$EventAttendee[],
): calendar_v3.Schema$EventAttendee[] => {
  const known = new Map(present.map((attendee) => [attendee.email?.toLowerCase(), attendee]));
  const kept = present.filter(({ self, resource }) => self || resource);
  const people = wanted.map((attendee) => known.get(attendee.email.toLowerCase()) ?? invited(attendee));
  return [...kept, ...people.filter((attendee) => !kept.includes(attendee))];
};

/**
 * Google Calendar shows a description as HTML, other clients of the same event as text. So what would begin a tag is written with a mark
 * that looks alike and means nothing to either, or a guest could hide where a link leads.
 * https://developers.google.com/workspace/calendar/api/v3/reference/events#description
 */
const untagged = (text: string): string => text.replaceAll(/<(?=[a-z/!?])/giu, '\u2039');

/** The shared part of creating and changing. */
export const eventBody = (wanted: WantedEvent): calendar_v3.Schema$Event => ({
  summary: wanted.title,
  ...(wanted.description !== undefined && { description: untagged(wanted.description) }),
  location: wanted.place ?? null,
  start: at(wanted.start, wanted.zone),
  end: at(wanted.end, wanted.zone),
  extendedProperties: {
    private: {
      meridianOrg: wanted.marker.org,
      meridianBooking: wanted.marker.bookingId,
      ...(wanted.marker.written !== undefined && { meridianWritten: wanted.marker.written }),
    },
  },
  ...(wanted.conferenceRequestId !== undefined && {
    conferenceData: {
      createRequest: {
        requestId: wanted.conferenceRequestId,
        conferenceSolutionKey: { type: 'hangoutsMeet' },
      },
    },
  }),
});
