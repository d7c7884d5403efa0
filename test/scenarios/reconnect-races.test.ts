import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { eventId } from '../../shared/bookings/event-id.ts';
import { anEntry } from '../support/a-booking.ts';
import { connectGoogle } from '../support/connect-google.ts';
import { endFaults } from '../support/end-state.ts';
import { useHub } from '../support/hub.ts';
import { inGoogle, readBooking } from '../support/meeting.ts';
import { reconnectGoogle } from '../support/reconnect-google.ts';
import { commitNew, connectionOf, newBookingId, storesOf, writtenBooking } from '../support/seed-bookings.ts';

const hub = useHub();

let stores: ReturnType<typeof storesOf>;
beforeEach(() => {
  stores = storesOf(hub());
});
afterEach(() => stores.close());

const TIMES = { start: '2027-01-12T09:00:00.000Z', end: '2027-01-12T10:00:00.000Z' };
const Busy = z.object({ items: z.array(z.unknown()) });

/** A booking as a caller planned it who had read the accounts before they were connected anew. */
const planWith = (before: Record<'ben' | 'chloe', Awaited<ReturnType<typeof connectionOf>>>) => {
  const id = newBookingId();
  const hosts = (['ben', 'chloe'] as const).map((userId) => ({
    userId,
    name: userId,
    rsvp: 'needs_action' as const,
  }));
  const entryOf = (user: 'ben' | 'chloe') => {
    const { id: connectionId, feedId, calendarId } = before[user];
    const role = user === 'ben' ? ('organizer' as const) : ('copy' as const);
    const owes = user === 'ben' && { owed: 1 };
    return anEntry({
      role,
      connectionId,
      feedId,
      calendarId,
      eventId: eventId(id, 'ben', 0),
      state: 'pending',
      ...owes,
    });
  };
  const calendars = { ben: entryOf('ben'), chloe: entryOf('chloe') };
  return writtenBooking(before.ben, { id, ...TIMES, hosts, calendars });
};

describe('a booking planned before accounts were connected anew, and committed after', () => {
  test('is followed in the calendars as they are read now, and is nobody’s foreign event', async () => {
    for (const user of ['ben', 'chloe']) await connectGoogle(hub(), user);
    const before = { ben: await connectionOf(stores, 'ben'), chloe: await connectionOf(stores, 'chloe') };
    for (const user of ['ben', 'chloe']) await reconnectGoogle(hub(), user);
    const late = planWith(before);
    await commitNew(stores, late);
    await hub().advance('PT2M');
    expect((await readBooking(hub(), late.id)).hosts.map(({ calendar }) => calendar.state)).toEqual([
      'synced',
      'synced',
    ]);
    const google = await inGoogle(hub(), 'ben');
    await google.move(eventId(late.id, 'ben', 0), '2027-01-12T11:00:00Z', '2027-01-12T12:00:00Z');
    await hub().advance('PT1M');
    expect((await readBooking(hub(), late.id)).start).toBe('2027-01-12T11:00:00.000Z');
    const days = 'from=2027-01-12T00:00:00Z&to=2027-01-13T00:00:00Z';
    for (const user of ['ben', 'chloe']) {
      const path = `/v1/users/${user}/external-events?${days}`;
      expect((await hub().ask(Busy, 'GET', path, { user })).items).toEqual([]);
    }
    expect(await endFaults(hub())).toEqual([]);
  });
});
