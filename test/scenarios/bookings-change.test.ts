import { describe, expect, it } from 'vitest';
import { BookingView } from '../../events/http/booking-view.ts';
import { useHub } from '../support/hub.ts';
import { book, Problem } from '../support/order.ts';

const hub = useHub();
const patch = (id: string, body: unknown, user = 'ben', headers: Record<string, string> = {}) =>
  hub().call('PATCH', `/v1/bookings/${id}`, { user, body, headers });
const cancel = (id: string, body?: unknown, user = 'ben') =>
  hub().call('POST', `/v1/bookings/${id}/cancel`, { user, body });
const read = (id: string, user = 'ben', headers: Record<string, string> = {}) =>
  hub().call('GET', `/v1/bookings/${id}`, { user, headers });
const refusal = ({ status, body }: { status: number; body: unknown }) => [status, Problem.parse(body).code];
const guests = [{ email: 'gina@example.org', name: 'Gina' }];

describe('changing a booking', () => {
  it('moves it, keeps what is not named, and counts a revision', async () => {
    const before = await book(hub(), { guests, description: 'As agreed' });
    const { status, body } = await patch(before.id, {
      start: '2027-01-06T10:00:00Z',
      end: '2027-01-06T10:30:00Z',
    });
    expect([status, body]).toEqual([
      200,
      { ...before, start: '2027-01-06T10:00:00.000Z', end: '2027-01-06T10:30:00.000Z', revision: 2 },
    ]);
    expect((await read(before.id)).body).toEqual(body);
  });

  it('changes nothing when nothing differs', async () => {
    const before = await book(hub(), {
      guests,
      metadata: { b: '2', a: '1' },
      location: { kind: 'in_person', detail: 'Room 4' },
    });
    const same = {
      title: 'Intro call',
      start: '2027-01-05T09:00:00Z',
      end: '2027-01-05T11:00:00+01:00',
      guests,
      metadata: { a: '1', b: '2' },
      location: { detail: 'Room 4', kind: 'in_person' },
      hosts: ['ben'],
    };
    for (const body of [{}, same])
      expect(await patch(before.id, body)).toMatchObject({ status: 200, body: before });
  });

  it('may overlap where it was', async () => {
    const { id } = await book(hub());
    const { status } = await patch(id, {
      start: '2027-01-05T10:30:00+01:00',
      end: '2027-01-05T11:30:00+01:00',
    });
    expect(status).toBe(200);
  });

  it('takes optional fields away with null', async () => {
    const { id } = await book(hub(), {
      description: 'x',
      url: 'https://example.com',
      metadata: { a: '1' },
      location: { kind: 'custom', detail: 'https://example.com/a' },
    });
    const { body } = await patch(id, { description: null, url: null, metadata: null, location: null });
    const booking = BookingView.parse(body);
    const { description, url, metadata, location, conference } = booking;
    expect({ description, url, metadata, location, conference }).toEqual({});
  });

  it('keeps a guest who is named again, by their address in any case', async () => {
    const before = await book(hub(), { guests });
    const { body } = await patch(before.id, {
      guests: [
        { email: 'ivo@example.org', name: 'Ivo' },
        { email: 'GINA@example.org', name: 'Gina B.' },
      ],
    });
    const [ivo, gina] = BookingView.parse(body).guests;
    expect(gina).toEqual({ ...before.guests[0], email: 'GINA@example.org', name: 'Gina B.' });
    expect(ivo?.id).not.toBe(gina?.id);
  });

  it('frees the time of a host who is taken off and claims that of one who comes in', async () => {
    const { id } = await book(hub(), { hosts: ['ben', 'chloe'] });
    await book(hub(), { hosts: ['dan'] }, { user: 'dan' });
    expect(refusal(await patch(id, { hosts: ['ben', 'dan'] }))).toEqual([409, 'slot_taken']);
    expect((await patch(id, { hosts: ['ben'] })).status).toBe(200);
    await book(hub(), { hosts: ['chloe'] }, { user: 'chloe' });
  });

  it('makes a draft of a meeting and a meeting of a draft', async () => {
    const { id } = await book(hub(), { status: 'draft' });
    expect((await patch(id, { status: 'confirmed' })).body).toMatchObject({
      status: 'confirmed',
      revision: 2,
    });
    expect((await patch(id, { status: 'draft' })).body).toMatchObject({ status: 'draft', revision: 3 });
  });

  it('honours If-Match: of two who read the same, the second is told', async () => {
    const { id } = await book(hub());
    const etag = (await read(id)).headers.etag ?? '';
    expect((await patch(id, { title: 'First' }, 'ben', { 'if-match': etag })).status).toBe(200);
    expect(refusal(await patch(id, { title: 'Second' }, 'ben', { 'if-match': etag }))).toEqual([
      412,
      'stale',
    ]);
    expect((await read(id)).body).toMatchObject({ title: 'First', revision: 2 });
    expect((await patch(id, { title: 'Third' }, 'ben', { 'if-match': '*' })).status).toBe(200);
  });

  it.each([
    ['another org', 'gus', [404, 'not_found']],
    ['a member who is no host', 'chloe', [404, 'not_found']],
    ['an assistant', 'eve', [403, 'forbidden']],
  ])('is refused to %s', async (_, user, wanted) => {
    const before = await book(hub());
    expect(refusal(await patch(before.id, { title: 'Mine' }, user))).toEqual(wanted);
    expect(refusal(await cancel(before.id, {}, user))).toEqual(wanted);
    expect((await read(before.id)).body).toEqual(before);
  });

  it('is refused to a member who would leave the hosts', async () => {
    const { id } = await book(hub(), { hosts: ['ben', 'chloe'] });
    expect(refusal(await patch(id, { hosts: ['chloe'] }))).toEqual([403, 'forbidden']);
  });

  it('is over when the meeting is', async () => {
    const { id } = await book(hub());
    await hub().advance('P1DT1H');
    expect(refusal(await patch(id, { title: 'Late' }))).toEqual([409, 'booking_over']);
    expect(refusal(await cancel(id))).toEqual([409, 'booking_over']);
  });

  it('lets a meeting under way end later, not begin in the past', async () => {
    const { id } = await book(hub());
    await hub().advance('P1DT30M');
    expect((await patch(id, { end: '2027-01-05T12:00:00+01:00' })).status).toBe(200);
    expect(refusal(await patch(id, { start: '2027-01-05T09:15:00Z' }))).toEqual([422, 'invalid_request']);
  });
});

describe('cancelling a booking', () => {
  it('answers the same the second time, and changes nothing', async () => {
    const before = await book(hub(), { guests });
    const first = await cancel(before.id, { reason: 'Ill' });
    expect([first.status, first.body]).toEqual([200, { ...before, status: 'cancelled', revision: 2 }]);
    const second = await cancel(before.id);
    expect([second.status, second.body]).toEqual([200, first.body]);
    expect(refusal(await patch(before.id, { title: 'Late' }))).toEqual([409, 'booking_over']);
  });
});

describe('reading a booking', () => {
  it('is open to its hosts, admins and assistants of its org', async () => {
    const { id } = await book(hub());
    const statuses = await Promise.all(['ben', 'ada', 'eve', 'chloe', 'gus'].map((user) => read(id, user)));
    expect(statuses.map(({ status }) => status)).toEqual([200, 200, 200, 404, 404]);
  });

  it('answers 304 to whoever has it already', async () => {
    const { id } = await book(hub());
    const { headers } = await read(id);
    const known = await read(id, 'ben', { 'if-none-match': headers.etag ?? '' });
    expect([known.status, known.headers.etag, known.body]).toEqual([304, headers.etag, '']);
  });

  it('waits with Prefer until something has changed, or the time is over', async () => {
    const { id } = await book(hub());
    const { headers } = await read(id);
    const waiting = { 'if-none-match': headers.etag ?? '', prefer: 'wait=5' };
    const [changed] = await Promise.all([read(id, 'ben', waiting), patch(id, { title: 'Now' })]);
    expect([changed.status, changed.headers['preference-applied']]).toEqual([200, 'wait=5']);
    const unchanged = await read(id, 'ben', {
      'if-none-match': changed.headers.etag ?? '',
      prefer: 'wait=1',
    });
    expect(unchanged.status).toBe(304);
  });

  it('gives its start link to its hosts alone', async () => {
    const detail = 'https://video.example.com/room';
    const { id } = await book(hub(), { location: { kind: 'custom', detail } });
    const link = (user: string) => hub().call('GET', `/v1/bookings/${id}/start-link`, { user });
    expect((await link('ben')).body).toEqual({ url: detail, expiresAt: '2027-01-05T10:00:00.000Z' });
    expect(refusal(await link('ada'))).toEqual([403, 'forbidden']);
    expect(refusal(await link('chloe'))).toEqual([403, 'forbidden']);
    expect(refusal(await link('gus'))).toEqual([404, 'not_found']);
  });
});
