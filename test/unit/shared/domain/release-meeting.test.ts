import { describe, expect, test } from 'vitest';
import type { Booking, Meeting } from '../../../../events/stored/booking.ts';
import type { Connection } from '../../../../events/stored/connection.ts';
import { releaseMeeting } from '../../../../shared/domain/release-meeting.ts';
import { AT, aBooking } from '../../../support/a-booking.ts';
import { aConnection } from '../../../support/a-connection.ts';

const host = (userId: string) => ({ userId, name: userId, rsvp: 'accepted' as const });
const zoomOf = (userId: string, id = `con_${userId}`): Connection => ({
  ...aConnection(),
  id,
  userId,
  provider: 'zoom',
  platforms: ['zoom'],
});
const GUEST = {
  id: 'gst_1',
  email: 'gina@example.org',
  name: 'Gina',
  rsvp: 'needs_action' as const,
  attendee: false,
};
const MEETING: Meeting = {
  platform: 'zoom',
  connectionId: 'con_ben',
  meetingId: '91234567890',
  state: 'synced',
  attempts: 0,
};
const READY = { kind: 'zoom', hostId: 'ben', state: 'ready', joinUrl: 'https://zoom.example/j/1' } as const;
const booking = (over: Partial<Booking> = {}) =>
  aBooking({
    hosts: [host('ben'), host('chloe')],
    guests: [{ ...GUEST, registration: { id: 'reg_1', joinUrl: 'https://zoom.example/w/1' } }],
    location: { kind: 'zoom' },
    conference: READY,
    meetings: { ben: MEETING },
    ...over,
  });
const release = (before: Booking, others: Connection[] = []) =>
  releaseMeeting(before, { userId: 'ben', others, at: AT });

describe('a booking whose conference account is left', () => {
  test('gets its link from another host who can make one, and everybody hears of it', () => {
    const after = release(booking(), [zoomOf('chloe')]);
    expect(after).toMatchObject({
      revision: 2,
      conference: { kind: 'zoom', state: 'pending', hostId: 'chloe' },
      noticesOwed: true,
    });
    expect(after.conference?.joinUrl).toBeUndefined();
    expect(after.meetings).toMatchObject({ chloe: { connectionId: 'con_chloe', state: 'pending', owed: 2 } });
    expect(Object.keys(after.meetings)).toEqual(['chloe']);
  });

  test('goes on in another account of the same host', () => {
    const after = release(booking(), [zoomOf('ben', 'con_other')]);
    expect(after.meetings.ben).toEqual({
      platform: 'zoom',
      connectionId: 'con_other',
      state: 'pending',
      owed: 2,
      attempts: 0,
    });
  });

  test('stands without a link where nobody else can make one: it follows', () => {
    const after = release(booking());
    expect(after).toMatchObject({ status: 'confirmed', meetings: {}, noticesOwed: true });
    expect(after.conference).toEqual({ kind: 'zoom', state: 'pending' });
    expect(after.guests).toEqual([GUEST]);
  });

  test.each([
    ['over', { start: '2027-01-03T10:00:00.000Z', end: '2027-01-03T11:00:00.000Z' }],
    ['cancelled', { status: 'cancelled' as const }],
    ['without this host by now', { hosts: [host('chloe')] }],
    ['linked by another host', { conference: { ...READY, hostId: 'chloe' } }],
  ])('only loses the meeting where it is %s', (_, over) => {
    const before = booking(over);
    expect(release(before)).toEqual({ ...before, meetings: {} });
  });
});
