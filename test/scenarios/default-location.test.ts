import { describe, expect, it } from 'vitest';
import { EventTypeView } from '../../events/http/event-type-view.ts';
import { connectGoogle } from '../support/connect-google.ts';
import { connectZoom } from '../support/connect-zoom.ts';
import { EVENT_TYPES, offer, offered } from '../support/event-type.ts';
import { reserve, reserved, startsOf, TUESDAY } from '../support/guest-booking.ts';
import { guestPages } from '../support/guest-pages.ts';
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

  it('[ZOOM-19] is asked for where guests shall book and no host has one', async () => {
    const open = (over: Record<string, unknown> = {}) =>
      hub().call('POST', EVENT_TYPES, { user: 'ada', body: offer({ location: undefined, ...over }) });
    const hosts = [{ userId: 'chloe' }, { userId: 'ben' }];
    const turns = { kind: 'round_robin', hosts };
    const draft = EventTypeView.parse((await open({ state: 'draft' })).body);
    const activate = () =>
      hub().call('PUT', `${EVENT_TYPES}/${draft.id}`, { user: 'ada', body: offer({ location: undefined }) });
    for (const refused of [await open(), await activate(), await open(turns)])
      expect(refused).toMatchObject(NOWHERE);
    await usually('in_person');
    expect(await open({ kind: 'collective', hosts })).toMatchObject(NOWHERE);
    for (const made of [await open(), await activate(), await open(turns)])
      expect(made.body).toMatchObject({ state: 'active' });
    await hub().call('PUT', PATH, { user: 'ben', body: {} });
    expect(await activate()).toMatchObject(NOWHERE);
    expect(await open({ location: { kind: 'in_person' } })).toMatchObject({ status: 201 });
  });

  it('[ZOOM-19] is nowhere once its host has taken theirs back: nothing is offered, and what is booked can be moved', async () => {
    await usually('in_person');
    await usually('in_person', 'chloe');
    const ben = await offered(hub(), { location: undefined });
    const hosts = [{ userId: 'ben' }, { userId: 'chloe' }];
    const turns = await offered(hub(), { kind: 'round_robin', hosts, location: undefined });
    const made = await reserved(hub(), ben.id);
    await hub().call('PUT', PATH, { user: 'ben', body: {} });
    expect(await startsOf(hub(), ben.id)).toEqual([]);
    const why = `${EVENT_TYPES}/${ben.id}/slots/explain?${new URLSearchParams(TUESDAY)}`;
    expect((await hub().call('GET', why, { user: 'ben' })).body).toMatchObject({
      items: [{ blockedBy: 'location' }, {}, {}, {}],
    });
    expect(await reserve(hub(), ben.id, { start: '2027-01-05T11:00:00Z' })).toMatchObject({
      status: 409,
      body: { code: 'slot_taken', alternatives: [] },
    });
    const start = '2027-01-05T11:00:00.000Z';
    expect(await reserved(hub(), turns.id, { start })).toMatchObject({
      hosts: [{ name: 'Chloé Marchand' }],
      location: { kind: 'in_person' },
    });
    const moved = await guestPages(hub(), `/b/${made.token}`).send('/reschedule', { start });
    expect(moved).toMatchObject({ status: 200, body: { booking: { start } } });
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
