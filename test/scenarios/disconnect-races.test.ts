import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { RunReply } from '../../events/http/runs.ts';
import { eventId } from '../../shared/bookings/event-id.ts';
import { connectGoogle } from '../support/connect-google.ts';
import { endFaults } from '../support/end-state.ts';
import { useHub } from '../support/hub.ts';
import { GINA, inGoogle, liveEvents, readBooking, told } from '../support/meeting.ts';
import { book, order } from '../support/order.ts';
import { commitNew, connectionOf, newBookingId, storesOf, writtenBooking } from '../support/seed-bookings.ts';

const hub = useHub();
const CARD = '/v1/me/integrations/google_calendar';

let stores: ReturnType<typeof storesOf>;
beforeEach(() => {
  stores = storesOf(hub());
});
afterEach(() => stores.close());

const begin = async () => {
  const { run } = await hub().ask(z.object({ run: RunReply }), 'DELETE', CARD, { user: 'ben' });
  return run.id;
};
const receipt = async (id: string) => hub().ask(RunReply, 'GET', `/v1/runs/${id}`, { user: 'ben' });
const TIMES = { start: '2027-01-12T09:00:00.000Z', end: '2027-01-12T10:00:00.000Z' };
const marked = (bookingId: string) => ({
  summary: 'Ours',
  start: { dateTime: TIMES.start },
  end: { dateTime: TIMES.end },
  extendedProperties: { private: { meridianOrg: 'acme', meridianBooking: bookingId } },
});

describe('what was still under way when a disconnect began', () => {
  test('a booking that knew the calendar as connected is taken off it, and owes it nothing', async () => {
    await connectGoogle(hub(), 'ben');
    const before = await connectionOf(stores, 'ben');
    const id = await begin();
    await hub().settle();
    const planned = writtenBooking(before, { id: newBookingId(), ...TIMES });
    const { base: _, ...entry } = { ...planned.calendars.ben, state: 'pending' as const, owed: 1 };
    const late = { ...planned, calendars: Object.fromEntries([['ben', entry]]) };
    await commitNew(stores, z.custom<typeof planned>().parse(late));
    await hub().advance('PT80S');
    expect((await readBooking(hub(), late.id)).hosts[0]?.calendar.state).toBe('parked');
    await hub().advance('PT5M');
    expect((await receipt(id)).state).toBe('done');
    expect((await readBooking(hub(), late.id)).hosts[0]?.calendar.state).toBe('not_connected');
    expect(await endFaults(hub())).toEqual([]);
  });

  test('an event that a dying worker created after it was looked for is found by its mark', async () => {
    await connectGoogle(hub(), 'ben');
    const { id: bookingId } = await book(hub());
    await hub().advance('PT2M');
    const id = await begin();
    await hub().settle();
    expect(await liveEvents(hub(), 'ben')).toEqual([]);
    const { add } = await inGoogle(hub(), 'ben');
    await add({ ...marked(bookingId), id: eventId(bookingId, 'ben', 3) });
    await hub().advance('PT5M');
    expect((await receipt(id)).result).toMatchObject({ removed: 2 });
    expect(await liveEvents(hub(), 'ben')).toEqual([]);
  });

  test('an event that its owner has taken back after it was cancelled is theirs, and stays', async () => {
    await connectGoogle(hub(), 'ben');
    const { id: bookingId } = await book(hub(), TIMES);
    await hub().advance('PT2M');
    await hub().call('POST', `/v1/bookings/${bookingId}/cancel`, { user: 'ben', body: {} });
    await hub().advance('PT2M');
    const taken = eventId(bookingId, 'ben', 0);
    expect(await liveEvents(hub(), 'ben')).toEqual([]);
    await (await inGoogle(hub(), 'ben')).edit(taken, { status: 'confirmed' });
    await hub().advance('PT2M');
    const id = await begin();
    await hub().advance('PT5M');
    expect((await receipt(id)).result).toMatchObject({ removed: 0 });
    expect(await liveEvents(hub(), 'ben')).toMatchObject([{ id: taken }]);
  });

  test('an edit of the booking while Google throttles orphans no event', async () => {
    await connectGoogle(hub(), 'ben');
    const { id: bookingId } = await book(hub(), { guests: [GINA] });
    await hub().advance('PT2M');
    hub().inbox.clear();
    await hub().google.fault({ match: { path: '/channels/stop' }, status: 429, times: 2 });
    await begin();
    await hub().settle();
    const { status } = await hub().call('PATCH', `/v1/bookings/${bookingId}`, {
      user: 'ada',
      body: { title: 'Renamed' },
    });
    expect(status).toBe(200);
    await hub().advance('PT10M');
    expect(await liveEvents(hub(), 'ben')).toEqual([]);
    expect(await told(hub())).toHaveLength(2);
    expect(await endFaults(hub())).toEqual([]);
  });

  test('an event whose creation was never answered is found by its mark', async () => {
    await connectGoogle(hub(), 'ben');
    await hub().google.webhooks({ mode: 'drop', rate: 1 });
    await hub().google.fault({ match: { method: 'POST', path: '/events$' }, reset: true, afterCommit: true });
    await hub().call('POST', '/v1/bookings', { user: 'ben', body: order({ guests: [GINA] }) });
    await hub().settle();
    expect(await liveEvents(hub(), 'ben')).toHaveLength(1);
    const id = await begin();
    await hub().advance('PT5M');
    expect((await receipt(id)).result).toMatchObject({ removed: 1, couldNotRemove: 0 });
    expect(await liveEvents(hub(), 'ben')).toEqual([]);
  });
});
