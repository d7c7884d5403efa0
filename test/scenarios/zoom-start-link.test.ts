import { afterEach, describe, expect, it } from 'vitest';
import { connectZoom, inZoom, zoomAccountOf } from '../support/connect-zoom.ts';
import { useHub } from '../support/hub.ts';
import { GINA } from '../support/meeting.ts';
import { book } from '../support/order.ts';
import { storedItems } from '../support/stored-items.ts';
import { watchMessages } from '../support/watch-messages.ts';

const hub = useHub();
let messages = { seen: (): readonly string[] => [], end: (): void => undefined };
afterEach(() => messages.end());

const link = (id: string, user = 'ben') => hub().call('GET', `/v1/bookings/${id}/start-link`, { user });

const atZoom = async (over = {}) => {
  await connectZoom(hub(), 'ben');
  const { id } = await book(hub(), {
    hosts: ['ben', 'chloe'],
    ...over,
    location: { kind: 'zoom' },
    guests: [GINA],
  });
  return id;
};

const everything = async (): Promise<string> =>
  JSON.stringify([
    await storedItems(hub(), ''),
    messages.seen(),
    hub().logs(),
    (await hub().inbox.all()).map(({ raw }) => raw.toString('utf8')),
    hub().aws.secrets.secrets.save(),
  ]);

describe('the link with which a host starts a Zoom meeting', { timeout: 30_000 }, () => {
  it('[ZOOM-01] is for its hosts alone, fetched anew each time, and left nowhere', async () => {
    messages = watchMessages(hub());
    const id = await atZoom();
    expect(await link(id)).toMatchObject({ status: 404, body: { code: 'not_found' } });
    await hub().settle();
    const first = await link(id);
    expect(first).toMatchObject({
      status: 200,
      headers: { 'cache-control': 'no-store' },
      body: { url: expect.stringContaining('zak='), expiresAt: '2027-01-04T11:00:00.000Z' },
    });
    const second = await link(id, 'chloe');
    expect(second.status).toBe(200);
    expect(second.body).not.toEqual(first.body);
    for (const [user, status] of [
      ['ada', 403],
      ['dan', 403],
      ['eve', 403],
      ['gus', 404],
    ] as const)
      expect([user, (await link(id, user)).status]).toEqual([user, status]);
    await hub().advance('PT2M');
    await hub().settle();
    const text = await everything();
    expect(text).toContain('/j/');
    expect(text).not.toContain('zak=');
  });

  it('cannot be had while Zoom is down or wants us to wait, nor once its account or the meeting is gone', async () => {
    const id = await atZoom();
    await hub().settle();
    const match = { method: 'GET', path: '/v2/meetings/' };
    const down = { status: 503, headers: { 'retry-after': expect.stringMatching(/^\d+$/u) } };
    await hub().zoom.fault({ match, status: 502, times: 1 });
    expect(await link(id)).toMatchObject({ ...down, body: { code: 'provider_unavailable' } });
    await hub().zoom.fault({ match, status: 429, body: { code: 429, message: 'Slow down.' }, times: 1 });
    expect(await link(id)).toMatchObject({ ...down, body: { code: 'provider_unavailable' } });
    expect((await link(id)).status).toBe(200);
    await hub().zoom.webhooks({ mode: 'drop' });
    const { meetings } = await hub().zoom.state();
    await (await inZoom(hub(), 'ben')).remove(String(meetings[0]?.id));
    expect(await link(id)).toMatchObject({ status: 404 });
    await hub().zoom.revoke(zoomAccountOf('ben'));
    expect(await link(id)).toMatchObject({
      status: 409,
      body: { code: 'platform_not_connected', userId: 'ben', platform: 'zoom' },
    });
  });

  it('is over with the booking', async () => {
    const id = await atZoom({ hosts: ['ben'], start: '2027-01-04T09:30:00Z', end: '2027-01-04T09:40:00Z' });
    await hub().settle();
    await hub().advance('PT1H41M');
    expect(await link(id)).toMatchObject({ status: 409, body: { code: 'booking_over' } });
    const other = await book(hub(), {
      start: '2027-01-07T10:00:00Z',
      end: '2027-01-07T11:00:00Z',
      location: { kind: 'zoom' },
    });
    await hub().call('POST', `/v1/bookings/${other.id}/cancel`, { user: 'ben', body: {} });
    expect(await link(other.id)).toMatchObject({ status: 409, body: { code: 'booking_over' } });
  });

  it('is refused with the way out where its account was left and the meeting stayed', async () => {
    const id = await atZoom({ hosts: ['ben'] });
    await hub().settle();
    await hub().call('DELETE', '/v1/me/integrations/zoom?bookings=keep', { user: 'ben' });
    await hub().advance('PT3M');
    expect(await link(id)).toMatchObject({
      status: 409,
      body: { code: 'platform_not_connected', userId: 'ben', platform: 'zoom' },
    });
  });
});
