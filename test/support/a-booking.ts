import { Booking, type CalendarEntry, type Meeting } from '../../events/stored/booking.ts';

export const AT = '2027-01-04T09:00:00.000Z';

/** A confirmed booking of ben as read from the table; name what matters to the test. */
export const aBooking = (over: Partial<Booking> = {}): Booking =>
  Booking.parse({
    v: 1,
    id: 'bkg_1',
    org: 'acme',
    version: 1,
    revision: 1,
    title: 'Intro',
    start: '2027-01-05T10:00:00.000Z',
    end: '2027-01-05T11:00:00.000Z',
    zone: 'Europe/Prague',
    hosts: [{ userId: 'ben', name: 'Ben', rsvp: 'needs_action' }],
    guests: [],
    status: 'confirmed',
    calendars: {},
    conflicts: [],
    noticesOwed: false,
    quietUntil: 0,
    createdAt: AT,
    updatedAt: AT,
    ...over,
  });

export const anEntry = (over: Partial<CalendarEntry> = {}): CalendarEntry => ({
  role: 'organizer',
  platform: 'google_calendar',
  connectionId: 'con_ben',
  feedId: 'feed-ben',
  calendarId: 'ben@acme.example',
  generation: 0,
  eventId: 'event1',
  state: 'synced',
  attempts: 0,
  ...over,
});

export const aMeeting = (over: Partial<Meeting> = {}): Meeting => ({
  platform: 'zoom',
  connectionId: 'con_ben',
  state: 'synced',
  attempts: 0,
  ...over,
});
