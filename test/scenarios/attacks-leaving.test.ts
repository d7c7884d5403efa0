import { describe, expect, test } from 'vitest';
import { connectGoogle } from '../support/connect-google.ts';
import { endFaults } from '../support/end-state.ts';
import { useHub } from '../support/hub.ts';
import { GINA, liveEvents, readBooking } from '../support/meeting.ts';
import { book } from '../support/order.ts';

const hub = useHub();
const CARD = '/v1/me/integrations/google_calendar';

/** Ben, in whose calendar it lies, is taken off; Dan goes on. */
const withoutBen = async (id: string): Promise<void> => {
  await hub().call('PATCH', `/v1/bookings/${id}`, { user: 'ada', body: { hosts: ['dan'] } });
};

describe('a host who was taken off and disconnects', { timeout: 60_000 }, () => {
  test.each([
    ['at once', 0, 'release'],
    ['while Google is down', 2, 'release'],
    ['with all bookings of theirs cancelled', 2, 'cancel'],
  ])('leaves no event behind, and the booking stands: %s', async (_, failures, choice) => {
    await connectGoogle(hub(), 'ben');
    const { id } = await book(hub(), { hosts: ['ben', 'dan'], guests: [GINA] });
    await hub().advance('PT2M');
    if (failures > 0)
      await hub().google.fault({
        match: { method: 'DELETE', path: '/events/' },
        status: 503,
        times: failures,
      });
    await withoutBen(id);
    await hub().call('DELETE', `${CARD}?bookings=${choice}`, { user: 'ben' });
    await hub().settle();
    await hub().advance('PT2H');
    expect(await liveEvents(hub(), 'ben')).toEqual([]);
    expect(await readBooking(hub(), id)).toMatchObject({ status: 'confirmed', hosts: [{ userId: 'dan' }] });
    expect(await endFaults(hub())).toEqual([]);
  });
});
