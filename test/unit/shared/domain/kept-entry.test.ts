import { describe, expect, test } from 'vitest';
import { keptEntry } from '../../../../shared/domain/kept-entry.ts';
import { aBooking, anEntry } from '../../../support/a-booking.ts';

const FEED = {
  id: 'feed-2',
  userId: 'ben',
  connectionId: 'con-2',
  platform: 'google_calendar',
  calendarId: 'primary',
} as const;
const idOf = (...parts: readonly (string | number)[]): string => parts.join('.');
const host = (userId: string) => ({ userId, name: userId, rsvp: 'accepted' as const });
const booking = aBooking({ id: 'bkg', hosts: [host('ben'), host('chloe')], calendars: {}, revision: 3 });
const ORGANIZER = anEntry({ generation: 1, eventId: 'bkg.chloe.1' });
const find = (over: Partial<typeof booking>, ...ids: string[]) =>
  keptEntry(
    { ...booking, ...over },
    FEED,
    ids.map((id) => ({ id })),
    idOf,
  );

describe('an event that was kept', () => {
  test('is the organizer’s where nobody else organizes, and the host’s own where somebody does', () => {
    const { id: feedId, userId: _, ...place } = FEED;
    const entry = { ...place, feedId, generation: 2, eventId: 'bkg.ben.2', state: 'pending', attempts: 0 };
    expect(find({}, 'bkg.ben.2')).toEqual({ ...entry, role: 'organizer', owed: 3 });
    expect(find({ calendars: { chloe: ORGANIZER } }, 'bkg.ben.2')).toEqual({
      ...entry,
      role: 'own',
      owed: 3,
    });
  });

  test('is a copy where it is the organizer’s', () => {
    expect(find({ calendars: { chloe: ORGANIZER } }, 'bkg.chloe.1')).toMatchObject({
      ...{ role: 'copy', feedId: 'feed-2', eventId: 'bkg.chloe.1', generation: 1, state: 'synced' },
    });
  });

  test('of any generation is known where the booking remembers it, also when it is off by now', () => {
    const kept = ['bkg.ben.17'];
    const entry = { role: 'organizer', generation: 17, eventId: 'bkg.ben.17', state: 'pending', owed: 3 };
    expect(find({ kept }, 'bkg.ben.17')).toMatchObject(entry);
    expect(find({ kept, status: 'cancelled' }, 'bkg.ben.17')).toMatchObject(entry);
    expect(find({ kept, hosts: [host('chloe')] }, 'bkg.ben.17')).toMatchObject(entry);
    expect(find({}, 'bkg.ben.17')).toBeUndefined();
    expect(find({ kept: ['bkg.chloe.0'] }, 'bkg.chloe.0')).toBeUndefined();
    expect(find({ kept, status: 'cancelled' }, 'bkg.ben.0')).toBeUndefined();
  });

  test('is nobody’s where the booking is off, knows another one, or is without this host', () => {
    expect(find({ status: 'cancelled' }, 'bkg.ben.0')).toBeUndefined();
    expect(find({ calendars: { ben: ORGANIZER } }, 'bkg.ben.0')).toBeUndefined();
    expect(find({ hosts: [host('chloe')] }, 'bkg.ben.0')).toBeUndefined();
    expect(find({}, 'another')).toBeUndefined();
  });
});
