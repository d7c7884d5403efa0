import { describe, expect, test } from 'vitest';
import type { Booking } from '../../../../events/stored/booking.ts';
import { releaseCalendar } from '../../../../shared/domain/release-calendar.ts';
import { AT, aBooking, anEntry } from '../../../support/a-booking.ts';
import { aConnection } from '../../../support/a-connection.ts';

const host = (userId: string) => ({ userId, name: userId, rsvp: 'accepted' as const });
const guest = {
  id: 'gst_1',
  email: 'gina@example.org',
  name: 'Gina',
  rsvp: 'needs_action' as const,
  attendee: true,
};
const MEET = {
  location: { kind: 'google_meet' },
  conference: { kind: 'google_meet', state: 'ready', joinUrl: 'https://meet.google.com/abc' },
} as const;
const booking = (over: Partial<Booking> = {}) =>
  aBooking({ hosts: [host('ben'), host('chloe')], guests: [guest], calendars: { ben: anEntry() }, ...over });
const chloe = { ...aConnection(), id: 'con_chloe', userId: 'chloe' };
const release = (before: Booking, others = [chloe]) =>
  releaseCalendar(before, { userId: 'ben', others, eventIdOf: (...parts) => parts.join('.'), at: AT });

describe('a booking whose calendar is left', () => {
  test('is carried by another host, whose provider goes on inviting, and everybody hears of the new link', () => {
    const after = release(booking(MEET));
    expect(after.calendars).toMatchObject({
      chloe: { role: 'organizer', connectionId: 'con_chloe', state: 'pending', owed: after.revision },
    });
    expect(after).toMatchObject({
      revision: 2,
      guests: [{ attendee: true }],
      conference: { kind: 'google_meet', state: 'pending' },
      noticesOwed: true,
    });
  });

  test('stands without an event where nobody else can carry it: then we invite', () => {
    const after = release(booking(MEET), []);
    expect(after).toMatchObject({
      calendars: {},
      guests: [{ attendee: false }],
      conference: { state: 'pending' },
      noticesOwed: true,
    });
  });

  test('whose Teams link nobody else can make stands in the co-host’s own calendar, and its link follows', () => {
    const before = booking({
      location: { kind: 'teams' },
      conference: { kind: 'teams', state: 'ready', joinUrl: 'https://teams.example/l/1' },
      calendars: {
        ben: anEntry({ platform: 'outlook_calendar' }),
        chloe: anEntry({
          role: 'own',
          connectionId: 'con_chloe',
          feedId: 'feed-ben',
          eventId: 'bkg.chloe.0',
        }),
      },
    });
    const after = release(before);
    expect(after.calendars).toMatchObject({
      chloe: { role: 'organizer', eventId: 'bkg.chloe.0', owed: after.revision },
    });
    expect(after).toMatchObject({ conference: { kind: 'teams', state: 'pending' }, noticesOwed: true });
    expect(after.conference?.joinUrl).toBeUndefined();
  });

  test('is carried by no calendar whose owner has switched the link off, for an event there would make one', () => {
    const after = release(booking(MEET), [{ ...chloe, platforms: ['google_calendar'] }]);
    expect(after).toMatchObject({ calendars: {}, conference: { kind: 'google_meet', state: 'pending' } });
  });

  test('without a link is no news', () => {
    const after = release(booking(), []);
    expect(after).toEqual({ ...booking(), calendars: {}, guests: [{ ...guest, attendee: false }] });
  });

  test('gets its Zoom link from another host at once where the account that made it is being left, too', () => {
    const zoomOf = (userId: string, state: 'connected' | 'disconnecting') => ({
      ...aConnection(),
      id: `con_zoom_${userId}`,
      userId,
      provider: 'zoom' as const,
      platforms: ['zoom' as const],
      state,
    });
    const meeting = { platform: 'zoom', connectionId: 'con_zoom_ben', state: 'synced', attempts: 0 } as const;
    const before = booking({
      location: { kind: 'zoom' },
      conference: { kind: 'zoom', hostId: 'ben', state: 'ready', joinUrl: 'https://zoom.example/j/1' },
      meetings: { ben: meeting },
    });
    const after = release(before, [zoomOf('ben', 'disconnecting'), zoomOf('chloe', 'connected')]);
    expect(after).toMatchObject({
      revision: 2,
      conference: { state: 'pending', hostId: 'chloe' },
      meetings: { chloe: { state: 'pending', owed: 2 } },
      noticesOwed: true,
    });
  });

  test.each([
    ['over', booking({ ...MEET, start: '2027-01-03T10:00:00.000Z', end: '2027-01-03T11:00:00.000Z' })],
    ['cancelled', booking({ ...MEET, status: 'cancelled' })],
    ['without this host by now', booking({ ...MEET, hosts: [host('chloe')] })],
    ['organized by another', booking({ calendars: { ben: anEntry({ role: 'copy' }) } })],
  ])('only loses the entry where it is %s', (_, before) => {
    expect(release(before)).toEqual({ ...before, calendars: {} });
  });
});
