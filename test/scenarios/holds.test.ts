import { describe, expect, it } from 'vitest';
import { BookingsView } from '../../events/http/booking-view.ts';
import { connectGoogle } from '../support/connect-google.ts';
import { endFaults } from '../support/end-state.ts';
import { offered } from '../support/event-type.ts';
import { confirm, guest, reserve, reserved, startsOf } from '../support/guest-booking.ts';
import { guestPages } from '../support/guest-pages.ts';
import { useHub } from '../support/hub.ts';
import { deaths, insist, killAt, noMoreDeaths } from '../support/kill-step.ts';
import { liveEvents, readBooking } from '../support/meeting.ts';
import { book } from '../support/order.ts';
import { schedulingFaults } from '../support/scheduling-faults.ts';

const hub = useHub();
const TEN = '2027-01-05T10:00:00Z';

describe('a slot that is held', { timeout: 60_000 }, () => {
  it('is nobody else’s for 15 minutes, is in no calendar, and stands once it is confirmed', async () => {
    await connectGoogle(hub(), 'ben');
    const { id } = await offered(hub(), { location: { kind: 'google_meet' } });
    const held = await reserved(hub(), id, { hold: true });
    expect(held).toMatchObject({ status: 'draft', holdUntil: '2027-01-04T09:15:00.000Z' });
    expect(await reserve(hub(), id, { guest: guest(1) })).toMatchObject({ status: 409 });
    await hub().advance('PT14M');
    expect(await startsOf(hub(), id)).not.toContain(TEN);
    expect([await liveEvents(hub(), 'ben'), await hub().inbox.all()]).toEqual([[], []]);
    const confirmed = await confirm(hub(), id, held.token);
    expect(confirmed).toMatchObject({
      status: 200,
      body: { id: held.id, status: 'confirmed', link: held.link },
    });
    expect(confirmed.body).not.toHaveProperty('holdUntil');
    expect(await confirm(hub(), id, held.token)).toMatchObject({
      status: 200,
      body: { status: 'confirmed' },
    });
    await hub().advance('PT5M');
    expect(await liveEvents(hub(), 'ben')).toHaveLength(1);
    expect(await readBooking(hub(), held.id)).toMatchObject({ revision: 2, conference: { state: 'ready' } });
    const readers = (await hub().inbox.all()).flatMap(({ to }) => to);
    expect(readers.toSorted()).toEqual(['ben@acme.example', 'gina@example.org']);
    expect(await endFaults(hub())).toEqual([]);
  });

  it('is let go when nobody confirms it, and a confirmation that comes too late gets other times', async () => {
    const { id } = await offered(hub());
    const held = await reserved(hub(), id, { hold: true });
    await hub().advance('PT16M');
    expect(await startsOf(hub(), id)).toContain(TEN);
    const late = {
      status: 409,
      body: { code: 'slot_taken', alternatives: [{ start: '2027-01-05T10:00:00.000Z' }, {}, {}] },
    };
    expect(await confirm(hub(), id, held.token)).toMatchObject(late);
    await reserved(hub(), id, { guest: guest(1) });
    expect(await confirm(hub(), id, held.token)).toMatchObject({
      body: { alternatives: [{ start: '2027-01-05T10:30:00.000Z' }, {}, {}] },
    });
    expect(await hub().inbox.all()).toEqual([]);
    expect(await readBooking(hub(), held.id)).toMatchObject({ status: 'cancelled' });
  });

  it('is over to the second for whoever held it, even before it is let go', async () => {
    const { id } = await offered(hub());
    const held = await reserved(hub(), id, { hold: true });
    await hub().advance('PT15M');
    expect(await confirm(hub(), id, held.token)).toMatchObject({ status: 409, body: { code: 'slot_taken' } });
  });

  it('is confirmed by its own token only, and at its own event type', async () => {
    const { id } = await offered(hub());
    const other = await offered(hub());
    const { token } = await reserved(hub(), id, { hold: true });
    for (const answer of [await confirm(hub(), other.id, token), await confirm(hub(), id, 'x')])
      expect(answer).toMatchObject({ status: 404, body: { code: 'not_found' } });
    expect((await hub().call('POST', `/v1/event-types/${id}/bookings/confirm`, { body: {} })).status).toBe(
      422,
    );
  });

  it('takes nobody’s turn for good: it is given back with the slot', async () => {
    const hosts = [{ userId: 'ben' }, { userId: 'chloe' }];
    const { id } = await offered(hub(), { kind: 'round_robin', hosts });
    await book(hub(), { hosts: ['chloe'], start: TEN, end: '2027-01-05T10:30:00Z' }, { user: 'ada' });
    for (let nth = 0; nth < 3; nth += 1) {
      await reserved(hub(), id, { hold: true, guest: guest(nth) });
      await hub().advance('PT17M');
    }
    const turns: (string | undefined)[] = [];
    for (const hour of ['11', '12', '13', '14']) {
      const made = await reserved(hub(), id, { start: `2027-01-05T${hour}:00:00Z`, guest: guest(4) });
      turns.push((await readBooking(hub(), made.id)).hosts[0]?.userId);
      await hub().advance('PT1M');
    }
    expect(turns).toEqual(['chloe', 'ben', 'chloe', 'ben']);
    expect(await schedulingFaults(hub())).toEqual([]);
  });

  it('is a meeting like any other once its host has confirmed it', async () => {
    const { id } = await offered(hub());
    const held = await reserved(hub(), id, { hold: true, locale: 'en' });
    const path = `/v1/bookings/${held.id}`;
    expect((await hub().call('PATCH', path, { user: 'ben', body: { status: 'confirmed' } })).status).toBe(
      200,
    );
    await hub().advance('PT20M');
    const pages = guestPages(hub(), `/b/${held.token}`);
    const done = await pages.press('/cancel');
    expect(done.text).toContain('Told by mail: Ben Okafor and you.');
    expect((await pages.visit()).text).not.toContain('has been let go');
    expect((await pages.visit('/invite.ics')).status).toBe(200);
    await hub().settle();
    expect(await hub().ask(BookingsView, 'GET', '/v1/bookings', { user: 'ben' })).toMatchObject({
      items: [{ id: held.id, status: 'cancelled' }],
    });
  });

  it('is confirmed, or let go, once, wherever the hub dies on the way', async () => {
    const { id } = await offered(hub());
    for (const [index, death] of deaths({ tables: [2, 8] }).entries()) {
      const start = new Date(Date.parse(TEN) + index * 1_800_000).toISOString();
      const { token } = await reserved(hub(), id, { hold: true, start, guest: guest(index) });
      await killAt(hub(), death);
      await insist(() => confirm(hub(), id, token));
      await noMoreDeaths(hub());
      expect(await confirm(hub(), id, token)).toMatchObject({ body: { status: 'confirmed' } });
    }
    const held = await reserved(hub(), id, { hold: true, start: '2027-01-05T14:00:00Z' });
    await killAt(hub(), { at: 'tables', kind: 'drop', skip: 0 });
    await hub().advance('PT30M');
    await noMoreDeaths(hub());
    await hub().advance('PT30M');
    expect(await readBooking(hub(), held.id)).toMatchObject({ status: 'cancelled', revision: 2 });
    expect(
      await startsOf(hub(), id, { from: '2027-01-05T14:00:00Z', to: '2027-01-05T15:00:00Z' }),
    ).toHaveLength(2);
  });
});
