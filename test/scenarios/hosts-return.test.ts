import { describe, expect, test } from 'vitest';
import { connectGoogle } from '../support/connect-google.ts';
import { endFaults } from '../support/end-state.ts';
import { useHub } from '../support/hub.ts';
import { liveEvents, readBooking } from '../support/meeting.ts';
import { book } from '../support/order.ts';

const hub = useHub();

const hostedBy = async (id: string, ...hosts: string[]) => {
  const { status } = await hub().call('PATCH', `/v1/bookings/${id}`, { user: 'ada', body: { hosts } });
  expect(status).toBe(200);
};

const agreed = async () => {
  await hub().advance('PT10M');
  expect(await endFaults(hub())).toEqual([]);
};

describe('a host who was taken off, and is back before their event was gone', () => {
  test('has one event of it, as the one who organizes now has', async () => {
    for (const user of ['ben', 'chloe']) await connectGoogle(hub(), user);
    const { id } = await book(hub(), { hosts: ['ben'] });
    await hub().settle();
    const down = { match: { method: 'DELETE', path: '/events/' }, status: 503, times: 1 };
    await hub().google.fault(down);
    await hostedBy(id, 'chloe');
    await hub().settle();
    await hostedBy(id, 'ben', 'chloe');
    await agreed();
    const events = [...(await liveEvents(hub(), 'ben')), ...(await liveEvents(hub(), 'chloe'))];
    expect(events).toHaveLength(2);
    expect((await readBooking(hub(), id)).hosts.map(({ calendar }) => calendar.state)).toEqual([
      'synced',
      'synced',
    ]);
    await hostedBy(id, 'ben');
    await agreed();
    expect(await liveEvents(hub(), 'ben')).toHaveLength(1);
    expect(await liveEvents(hub(), 'chloe')).toEqual([]);
    await hub().call('POST', `/v1/bookings/${id}/cancel`, { user: 'ada', body: {} });
    await agreed();
    expect(await liveEvents(hub(), 'ben')).toEqual([]);
  });
});
