import { describe, expect, it } from 'vitest';
import type { Rsvp } from '../../../../events/stored/booking.ts';
import { mergeAttendees } from '../../../../shared/domain/merge-attendees.ts';
import { aBooking, anEntry } from '../../../support/a-booking.ts';

const IVY = { id: 'gst_ivy', email: 'Ivy@example.org', name: 'Ivy' };

/** Ivy's answer here after a read of the event on which she answered something there. */
const merged = (here: Rsvp, there: Rsvp): Rsvp | undefined =>
  mergeAttendees(
    { hosts: [], guests: [{ ...IVY, rsvp: here, attendee: true }], calendars: {} },
    {
      attendees: [{ email: 'ivy@example.org', rsvp: there }],
      confirmed: ['ivy@example.org'],
      hosts: new Map(),
      newId: () => 'gst_new',
    },
  ).guests[0]?.rsvp;

describe('answers of guests whom the provider invites', () => {
  it.each([
    ['needs_action', 'accepted'],
    ['accepted', 'declined'],
    ['declined', 'accepted'],
    ['accepted', 'needs_action'],
  ] as const)('%s here and %s there: the calendar tells', (here, there) => {
    expect(merged(here, there)).toBe(there);
  });

  it('one who declined by our link has declined, though the calendar knows of no answer', () => {
    expect(merged('declined', 'needs_action')).toBe('declined');
  });
});

const BEN = { userId: 'ben', name: 'Ben', rsvp: 'needs_action' } as const;
const ADA = { userId: 'ada', name: 'Ada', rsvp: 'accepted' } as const;
const CALENDARS = { ben: anEntry(), ada: anEntry({ role: 'copy', feedId: 'feed-ada' }) };
const HOSTS = new Map([
  ['ben@acme.example', 'ben'],
  ['ada@acme.example', 'ada'],
  ['ada@gmail.example', 'ada'],
]);
const booking = aBooking({ hosts: [BEN, ADA], calendars: CALENDARS });

const merge = (attendees: readonly string[], confirmed: readonly string[] | undefined, before = booking) =>
  mergeAttendees(before, {
    attendees: attendees.map((email) => ({ email, rsvp: 'declined' })),
    confirmed,
    hosts: HOSTS,
    newId: () => 'gst_1',
  });

describe('hosts after a read of the event of the organizer', () => {
  it('lose a co-host, with their calendar, whom a person took off', () => {
    expect(merge([], ['ada@gmail.example'])).toEqual({
      hosts: [BEN],
      guests: [],
      calendars: { ben: CALENDARS.ben },
    });
  });

  it.each([
    ['who declined', ['Ada@gmail.example'], ['ada@gmail.example'], 'declined'],
    [
      'who is invited under another address of theirs',
      ['ada@acme.example'],
      ['ada@gmail.example'],
      'declined',
    ],
    ['whose invitation is owed', [], [], 'accepted'],
    ['of an event never confirmed', [], undefined, 'accepted'],
  ] as const)('keep a co-host %s', (_, attendees, confirmed, rsvp) => {
    expect(merge(attendees, confirmed)).toEqual({
      hosts: [BEN, { ...ADA, rsvp }],
      guests: [],
      calendars: CALENDARS,
    });
  });

  it('keep the organizer, and hosts without a copy of the event, whoever was an attendee', () => {
    const before = aBooking({ hosts: [BEN, ADA], calendars: { ben: CALENDARS.ben } });
    expect(merge([], ['ben@acme.example', 'ada@acme.example'], before)).toEqual({
      hosts: [BEN, ADA],
      guests: [],
      calendars: { ben: CALENDARS.ben },
    });
  });
});
