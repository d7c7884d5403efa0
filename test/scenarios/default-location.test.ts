import { describe, expect, it } from 'vitest';
import { connectGoogle } from '../support/connect-google.ts';
import { connectZoom } from '../support/connect-zoom.ts';
import { useHub } from '../support/hub.ts';
import { book, order } from '../support/order.ts';

const hub = useHub();
const PATH = '/v1/me/availability';
const usually = (kind: string, user = 'ben') =>
  hub().call('PUT', PATH, { user, body: { location: { kind } } });
/** What somebody books without saying where. */
const somewhere = (over: Record<string, unknown> = {}) => {
  const { location: _, ...body } = order(over);
  return hub().call('POST', '/v1/bookings', { user: 'ben', body });
};
const NOWHERE = { status: 422, body: { code: 'invalid_request', errors: [{ field: 'location' }] } };
const AFTERNOON = { start: '2027-01-05T14:00:00Z', end: '2027-01-05T15:00:00Z' };

describe('where a booking takes place that does not say so', { timeout: 30_000 }, () => {
  it('[ZOOM-19] is what its first host says, and must be said where they do not', async () => {
    await connectZoom(hub(), 'ben');
    expect(await somewhere()).toMatchObject(NOWHERE);
    expect(await usually('zoom')).toMatchObject({ status: 200, body: { location: { kind: 'zoom' } } });
    expect(await somewhere({ hosts: ['chloe', 'ben'] })).toMatchObject(NOWHERE);
    const made = await somewhere({ hosts: ['ben', 'chloe'] });
    expect(made).toMatchObject({
      status: 201,
      body: { location: { kind: 'zoom' }, conference: { kind: 'zoom', hostId: 'ben' } },
    });
    expect(
      await book(hub(), { ...AFTERNOON, location: { kind: 'in_person', detail: 'Room 5' } }),
    ).toMatchObject({
      location: { kind: 'in_person', detail: 'Room 5' },
    });
  });

  it('[ZOOM-17] can be Zoom only while that is connected, and bookings from then on take place there', async () => {
    expect(await usually('zoom')).toMatchObject({
      status: 409,
      body: { code: 'platform_not_connected', userId: 'ben', platform: 'zoom' },
    });
    await usually('in_person');
    const before = await somewhere();
    await connectZoom(hub(), 'ben');
    await connectGoogle(hub(), 'ben');
    expect(await usually('zoom')).toMatchObject({ status: 200 });
    await hub().settle();
    const after = await somewhere(AFTERNOON);
    expect([before.body, after.body]).toMatchObject([
      { location: { kind: 'in_person' } },
      { location: { kind: 'zoom' }, conference: { kind: 'zoom' } },
    ]);
    expect((await hub().call('GET', before.headers.location ?? '', { user: 'ben' })).body).toMatchObject({
      location: { kind: 'in_person' },
    });
  });

  it('is not asked of the host again when the request is repeated', async () => {
    await usually('in_person');
    const { location: _, ...body } = order();
    const headers = { 'idempotency-key': 'one' };
    const again = () => hub().call('POST', '/v1/bookings', { user: 'ben', body, headers });
    const first = await again();
    await hub().call('PUT', PATH, { user: 'ben', body: {} });
    expect(await again()).toMatchObject({ status: 201, body: first.body });
  });
});
