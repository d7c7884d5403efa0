import { describe, expect, it } from 'vitest';
import type { Booking } from '../../../../events/stored/booking.ts';
import { replaceEntry } from '../../../../shared/domain/replace-entry.ts';
import { AT, aBooking, anEntry } from '../../../support/a-booking.ts';

const base = { start: AT, end: AT, exists: true, etag: '"1"' };
const place = { userId: 'ben', feedId: 'main', calendarId: 'primary', at: AT };
const eventIdOf = (id: string, userId: string, generation: number) => `${id}-${userId}-${generation}`;
const replace = (over: Partial<Booking>, at = AT) =>
  replaceEntry(aBooking({ id: 'bkg_1', end: '2027-02-01T00:00:00.000Z', ...over }), {
    ...place,
    eventIdOf,
    at,
  });
const held = anEntry({ base, state: 'synced', notBefore: AT, reason: 'notFound', generation: 1 });

describe('an event whose calendar is gone', () => {
  it('is owed anew under a fresh id, and nobody is told where nothing changes for them', () => {
    const after = replace({ calendars: { ben: held }, revision: 3, noticesOwed: false });
    expect(after).toMatchObject({ revision: 3, noticesOwed: false });
    expect(after?.calendars.ben).toEqual({
      ...anEntry({ generation: 2, eventId: 'bkg_1-ben-2', feedId: 'main', calendarId: 'primary', owed: 3 }),
      state: 'pending',
      attempts: 0,
    });
  });

  it('takes a Meet link that was there with it, so people hear of the new one; copies follow', () => {
    const copy = anEntry({ role: 'copy', eventId: held.eventId });
    const after = replace({
      calendars: { ben: held, chloe: copy },
      conference: { kind: 'google_meet', state: 'ready', joinUrl: 'https://meet.google.com/a' },
    });
    expect(after).toMatchObject({ noticesOwed: true, conference: { kind: 'google_meet', state: 'pending' } });
    expect(after?.conference?.joinUrl).toBeUndefined();
    expect(after?.calendars.chloe).toMatchObject({ eventId: 'bkg_1-ben-2', generation: 2 });
  });

  it.each([
    ['cancelled', { status: 'cancelled' as const }, AT],
    ['over', {}, '2027-03-01T00:00:00.000Z'],
    ['no more theirs', { hosts: [] }, AT],
  ])('of a booking that is %s is gone, and nothing is owed', (_, over, at) => {
    const entry = replace({ ...over, calendars: { ben: { ...held, owed: 2 } } }, at)?.calendars.ben;
    expect(entry).toMatchObject({ state: 'removed', base: { exists: false }, eventId: held.eventId });
    expect(entry?.owed).toBeUndefined();
  });

  it('is no matter of a copy', () => {
    expect(replace({ calendars: { ben: anEntry({ role: 'copy' }) } })).toBeUndefined();
  });
});
