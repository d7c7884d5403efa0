import { describe, expect, it } from 'vitest';
import { GoogleEvent } from '../../../../../events/provider/google/event.ts';
import {
  interpretEvent,
  interpretFreeBusy,
  interpretPage,
} from '../../../../../shared/providers/google/interpret.ts';

const read = (event: object) => interpretEvent(GoogleEvent.parse({ id: 'e1', ...event }));
const BARE = { id: 'e1', exists: true, busy: true, isPrivate: false, attendees: [] };

describe("an event of Google's", () => {
  it('is read in our words', () => {
    expect(
      read({
        status: 'tentative',
        summary: 'Call',
        location: 'Prague',
        start: { dateTime: '2027-01-05T10:00:00+01:00', timeZone: 'Europe/Prague' },
        end: { dateTime: '2027-01-05T11:00:00+01:00' },
        updated: '2027-01-04T09:00:00.5Z',
        etag: '"1"',
        iCalUID: 'e1@google.com',
        attendees: [
          { email: 'ben@gmail.example', self: true, organizer: true, responseStatus: 'accepted' },
          { email: 'room@resource.example', resource: true, responseStatus: 'accepted' },
          { email: 'gina@example.org', displayName: 'Gina', responseStatus: 'declined' },
          { email: 'hugo@example.org', responseStatus: 'a word of next year' },
          { displayName: 'nobody' },
        ],
        conferenceData: {
          createRequest: { status: { statusCode: 'success' } },
          entryPoints: [
            { entryPointType: 'phone', uri: 'tel:+420' },
            { entryPointType: 'video', uri: 'https://meet.google.com/abc' },
          ],
        },
        extendedProperties: { private: { meridianWritten: 'mark' } },
      }),
    ).toEqual({
      ...BARE,
      title: 'Call',
      place: 'Prague',
      start: '2027-01-05T09:00:00.000Z',
      end: '2027-01-05T10:00:00.000Z',
      updated: '2027-01-04T09:00:00.500Z',
      etag: '"1"',
      iCalUid: 'e1@google.com',
      ownRsvp: 'accepted',
      attendees: [
        { email: 'gina@example.org', name: 'Gina', rsvp: 'declined' },
        { email: 'hugo@example.org', rsvp: 'needs_action' },
      ],
      conference: { state: 'ready', joinUrl: 'https://meet.google.com/abc' },
      written: 'mark',
    });
  });

  it.each([
    ['start', { end: { dateTime: '2027-01-05T11:00:00Z' } }],
    ['end', { start: { dateTime: '2027-01-05T11:00:00Z' } }],
    ['valid start', { start: { dateTime: 'soon' }, end: { dateTime: '2027-01-05T11:00:00Z' } }],
    ['whole end', { start: { date: '2027-01-05' }, end: { dateTime: '2027-01-05T11:00:00Z' } }],
    ['times at all', {}],
  ])('without a %s has no time: that is never now', (_, event) => {
    expect(read(event)).toEqual(BARE);
  });

  it.each([
    ['cancelled', { status: 'cancelled' }, { exists: false, busy: false }],
    ['shown as free', { transparency: 'transparent' }, { busy: false }],
    [
      'declined by its owner',
      { attendees: [{ self: true, responseStatus: 'declined' }] },
      { busy: false, ownRsvp: 'declined' },
    ],
    ['private', { visibility: 'private' }, { isPrivate: true }],
    ['confidential', { visibility: 'confidential' }, { isPrivate: true }],
    ['of an unknown status', { status: 'imagined' }, {}],
  ])('that is %s', (_, event, expected) => {
    expect(read(event)).toEqual({ ...BARE, ...expected });
  });

  it.each([
    [{ createRequest: { status: { statusCode: 'pending' } } }, { state: 'pending' }],
    [{ createRequest: { status: { statusCode: 'failure' } } }, { state: 'failed' }],
    [{ createRequest: { status: { statusCode: 'a word of next year' } } }, { state: 'pending' }],
    [{}, undefined],
  ])('with the conference %j', (conferenceData, expected) => {
    expect(read({ conferenceData }).conference).toEqual(expected);
  });
});

it('one odd item of a page hides no other', () => {
  expect(
    interpretPage({ items: [null, { summary: 'no id' }, 'text', { id: 'e1' }], nextSyncToken: 'next' }),
  ).toEqual({
    events: [BARE],
    cursor: 'next',
  });
});

it('a calendar with errors is not free but unknown', () => {
  const answer = (errors: { reason: string }[]) => ({ calendars: { primary: { busy: [], errors } } });
  expect(interpretFreeBusy(answer([]), 'primary')).toEqual([]);
  const asked = (reason: string) => () => interpretFreeBusy(answer([{ reason }]), 'primary');
  expect(asked('notFound')).toThrow('gone: notFound');
  expect(asked('internalError')).toThrow('transient: internalError');
  expect(() => interpretFreeBusy(answer([]), 'team')).toThrow('transient: no calendar');
});
