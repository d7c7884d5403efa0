import { expect, it } from 'vitest';
import { connectZoom } from '../support/connect-zoom.ts';
import { useHub } from '../support/hub.ts';
import { readBooking } from '../support/meeting.ts';
import { book, order } from '../support/order.ts';

const hub = useHub();
const ZOOM = { location: { kind: 'zoom' } };

it('[ZOOM-07] any user may use it, whatever their role, their plan and their calendar', async () => {
  for (const user of ['ada', 'dan']) {
    await connectZoom(hub(), user, { plan: 'basic' });
    const { id } = await book(hub(), { ...ZOOM, hosts: [user] }, { user });
    await hub().settle();
    expect((await readBooking(hub(), id)).conference).toMatchObject({ kind: 'zoom', state: 'ready' });
  }
});

it('[ZOOM-07] an org may switch it off: nobody connects it, and no booking asks for it', async () => {
  const path = '/v1/admin/settings';
  const body = { platforms: ['google_calendar', 'google_meet'] };
  expect((await hub().call('PUT', path, { user: 'ada', body })).status).toBe(200);
  await expect(connectZoom(hub(), 'dan')).rejects.toThrow('platform_disabled');
  const booked = await hub().call('POST', '/v1/bookings', { user: 'ben', body: order(ZOOM) });
  expect(booked).toMatchObject({ status: 403, body: { code: 'platform_disabled' } });
});
