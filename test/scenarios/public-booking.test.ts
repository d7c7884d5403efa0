import { describe, expect, it } from 'vitest';
import { AdminEvents } from '../../events/http/admin-events.ts';
import { PublicBooking } from '../../events/http/public-booking.ts';
import { connectGoogle } from '../support/connect-google.ts';
import { connectZoom } from '../support/connect-zoom.ts';
import { endFaults } from '../support/end-state.ts';
import { offered } from '../support/event-type.ts';
import { guest, reserve, reserved, startsOf } from '../support/guest-booking.ts';
import { useHub } from '../support/hub.ts';
import { deaths, insist, killAt, noMoreDeaths } from '../support/kill-step.ts';
import { liveEvents, readBooking } from '../support/meeting.ts';

const hub = useHub();

const QUESTIONS = [
  { id: 'topic', label: 'What about?', kind: 'text', required: true },
  { id: 'size', label: 'How many?', kind: 'choice', choices: ['one', 'more'] },
  { id: 'remote', label: 'Remotely?', kind: 'yes_no' },
  { id: 'phone', label: 'Phone?', kind: 'phone' },
];
const bookings = async () => {
  const { body } = await hub().call('GET', '/v1/bookings', { user: 'ada' });
  return Object(body).items;
};

describe('a guest who books', { timeout: 60_000 }, () => {
  it('gets the meeting as the event type offers it, with a link of their own and nothing of the host but the name', async () => {
    await connectGoogle(hub(), 'ben');
    const { id } = await offered(hub(), {
      title: 'Interview',
      description: 'Bring a CV.',
      durations: ['PT30M', 'PT1H'],
      location: { kind: 'google_meet' },
      questions: QUESTIONS,
      reminders: [{ before: 'PT1H', to: 'guests' }],
      guestPolicy: { cancelUntil: 'PT2H' },
    });
    const answer = await reserve(hub(), id, {
      duration: 'PT1H',
      locale: 'cs',
      guest: { name: 'Zoë 👩🏽‍🚀 Ngữ', email: 'zoe@example.org' },
      guests: [guest(1)],
      answers: { topic: ' Compilers ', size: 'more', remote: true, phone: '' },
    });
    expect(answer).toMatchObject({
      status: 201,
      body: {
        eventTypeId: id,
        title: 'Interview: Zoë 👩🏽‍🚀 Ngữ',
        start: '2027-01-05T10:00:00.000Z',
        end: '2027-01-05T11:00:00.000Z',
        status: 'confirmed',
        hosts: [{ name: 'Ben Okafor' }],
        answers: [
          { id: 'topic', answer: 'Compilers' },
          { id: 'size', answer: 'more' },
          { id: 'remote', answer: 'yes' },
        ],
        conference: { kind: 'google_meet', state: 'pending' },
      },
    });
    expect(JSON.stringify(answer.body)).not.toMatch(/userId|"ben"|calendar|feed/u);
    const made = PublicBooking.parse(answer.body);
    await hub().settle();
    const told = await hub().call('GET', `/b/${made.token}`, { headers: { accept: 'application/json' } });
    expect(told).toMatchObject({ status: 200, body: { booking: { title: made.title } } });
    expect(made.link).toBe(`${hub().url}/b/${made.token}`);
    expect(await readBooking(hub(), made.id)).toMatchObject({ eventTypeId: id, answers: made.answers });
    const [event] = await liveEvents(hub(), 'ben');
    expect(event).toMatchObject({
      summary: made.title,
      description: expect.stringContaining('What about? Compilers'),
    });
    await hub().advance('PT1M');
    const readers = (await hub().inbox.all()).map(({ to, subject }) => `${to.join()}: ${subject}`);
    expect(readers.toSorted()).toEqual([
      expect.stringContaining('ben@acme.example'),
      expect.stringContaining('guest1@example.org'),
      expect.stringContaining('zoe@example.org'),
    ]);
    expect(await endFaults(hub())).toEqual([]);
  });

  it('[ZOOM-08] meets at the Zoom account of whoever was assigned, and whoever has none is not', async () => {
    for (const user of ['ben', 'chloe']) await connectZoom(hub(), user);
    const hosts = ['ben', 'chloe', 'dan'].map((userId) => ({ userId }));
    const { id } = await offered(hub(), { kind: 'round_robin', hosts, location: { kind: 'zoom' } });
    const one = await reserved(hub(), id, { guest: guest(1) });
    const two = await reserved(hub(), id, { guest: guest(2) });
    expect((await reserve(hub(), id, { guest: guest(3) })).status).toBe(409);
    await hub().advance('PT1M');
    const makers: (string | undefined)[] = [];
    for (const made of [one, two]) {
      const { hosts: assigned, conference } = await readBooking(hub(), made.id);
      expect(conference).toMatchObject({ kind: 'zoom', state: 'ready', hostId: assigned[0]?.userId });
      makers.push(assigned[0]?.userId);
    }
    expect(makers.toSorted()).toEqual(['ben', 'chloe']);
  });

  it('[ZOOM-09] gets a link of Zoom for every kind of event', async () => {
    for (const user of ['ben', 'chloe']) await connectZoom(hub(), user);
    const hosts = [{ userId: 'ben' }, { userId: 'chloe' }];
    const kinds = [{ kind: 'one_to_one' }, { kind: 'round_robin', hosts }, { kind: 'collective', hosts }];
    const made: string[] = [];
    for (const [index, kind] of kinds.entries()) {
      const { id } = await offered(hub(), { ...kind, location: { kind: 'zoom' } });
      made.push((await reserved(hub(), id, { start: `2027-01-05T1${index}:00:00Z` })).id);
    }
    await hub().advance('PT1M');
    for (const id of made)
      expect(await readBooking(hub(), id)).toMatchObject({
        conference: { kind: 'zoom', state: 'ready', joinUrl: expect.stringContaining('https://') },
      });
  });

  it('meets where the host does by default, or nothing is said of it', async () => {
    const { id } = await offered(hub());
    expect(await reserved(hub(), id)).toMatchObject({ location: { kind: 'in_person' } });
    const location = { kind: 'in_person', detail: 'Room 5' };
    await hub().call('PUT', '/v1/me/availability', { user: 'ben', body: { location } });
    expect(await reserved(hub(), id, { start: '2027-01-05T11:00:00Z' })).toMatchObject({ location });
  });

  it('shares one link with the others where the host’s plan makes none for each', async () => {
    await connectZoom(hub(), 'ben', { plan: 'basic' });
    const { id } = await offered(hub(), { location: { kind: 'zoom' }, linkPer: 'participant' });
    const made = await reserved(hub(), id);
    expect((await readBooking(hub(), made.id)).linkPer).toBeUndefined();
  });

  it('is refused with the next times, and not a word of why, where the slot is not offered', async () => {
    const { id } = await offered(hub());
    await reserved(hub(), id);
    for (const start of ['2027-01-05T10:00:00Z', '2027-01-05T07:00:00Z', '2027-01-04T09:30:00Z'])
      expect(await reserve(hub(), id, { start, guest: guest(2) })).toMatchObject({
        status: 409,
        body: { code: 'slot_taken', alternatives: [expect.anything(), expect.anything(), expect.anything()] },
      });
    const { body } = await reserve(hub(), id, { guest: guest(2) });
    expect(body).toMatchObject({
      detail: 'This time is not free any more: choose another one.',
      alternatives: [{ start: '2027-01-05T10:30:00.000Z', end: '2027-01-05T11:00:00.000Z' }, {}, {}],
    });
    await hub().call('PUT', '/v1/me/availability', { user: 'ben', body: { hours: [] } });
    expect(await reserve(hub(), id, { guest: guest(2) })).toMatchObject({ body: { alternatives: [] } });
    expect(await bookings()).toHaveLength(1);
  });

  it('is told by the field what is wrong, and nothing happens', async () => {
    const { id } = await offered(hub(), { questions: QUESTIONS });
    const topic = { topic: 'Tea' };
    const bad: [string, Record<string, unknown>][] = [
      ['start', { start: '2027-01-05T10:07:00Z', answers: topic }],
      ['start', { start: '2027-01-04T08:00:00Z', answers: topic }],
      ['start', { start: 'tomorrow' }],
      ['duration', { duration: 'PT45M' }],
      ['zone', { zone: 'CET' }],
      ['guest.email', { guest: { name: 'Gina', email: 'gina' } }],
      ['guest.email', { guest: { name: 'Ben', email: 'BEN@acme.example' }, answers: topic }],
      ['guest.name', { guest: { name: 'Win at https://evil.example', email: 'gina@example.org' } }],
      ['guest.name', { guest: { name: 'a\u202eb', email: 'gina@example.org' } }],
      ['guest.zone', { guest: { name: 'Gina', email: 'gina@example.org', zone: 'UTC' } }],
      ['guests.0.email', { guests: [{ name: 'Twin', email: 'GINA@example.org' }] }],
      ['guests', { guests: Array.from({ length: 11 }, (_, nth) => guest(nth)) }],
      ['answers.topic', {}],
      ['answers.size', { answers: { ...topic, size: 'many' } }],
      ['answers.remote', { answers: { ...topic, remote: 'perhaps' } }],
      ['answers.phone', { answers: { ...topic, phone: 'call me' } }],
      ['answers.topic', { answers: { topic: true } }],
      ['answers.other', { answers: { ...topic, other: 'x' } }],
      ['hosts', { hosts: ['ben'] }],
    ];
    for (const [field, over] of bad)
      expect([field, await reserve(hub(), id, over)]).toMatchObject([
        field,
        { status: 422, body: { code: 'invalid_request', errors: [{ field }] } },
      ]);
    expect((await reserve(hub(), id, { answers: { topic: 5 } })).body).toMatchObject({
      errors: [{ field: 'answers.topic', message: 'must be a text, or true or false' }],
    });
    const path = `/v1/event-types/${id}/bookings`;
    const json = { 'content-type': 'application/json' };
    expect((await hub().call('POST', path, { body: '{', headers: json })).status).toBe(400);
    expect(
      (await hub().call('POST', path, { body: 'x', headers: { 'content-type': 'text/plain' } })).status,
    ).toBe(415);
    const huge = JSON.stringify({ title: 'x'.repeat(300_000) });
    expect((await hub().call('POST', path, { body: huge, headers: json })).status).toBe(413);
    expect(await bookings()).toEqual([]);
    expect(JSON.stringify(hub().logs())).not.toContain('gina');
  });

  it('finds nothing to book in a draft', async () => {
    const { id } = await offered(hub(), { state: 'draft' });
    expect(await reserve(hub(), id)).toMatchObject({ status: 404, body: { code: 'not_found' } });
  });

  it('books once with one Idempotency-Key, also at the same moment, and gets the same link again', async () => {
    const { id } = await offered(hub());
    const key = { 'idempotency-key': '3d0ff4a2-9a52-4b0e-8f5b-1f0d1d3b9a11' };
    const answers = await Promise.all(Array.from({ length: 5 }, () => reserve(hub(), id, {}, key)));
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201, 201]);
    const made = answers.map(({ body }) => PublicBooking.parse(body));
    expect(new Set(made.map((one) => `${one.id} ${one.token}`)).size).toBe(1);
    expect(answers.filter(({ headers }) => headers['idempotent-replayed'] !== 'true')).toHaveLength(1);
    expect(await reserve(hub(), id, { start: '2027-01-05T12:00:00Z' }, key)).toMatchObject({
      status: 409,
      body: { code: 'idempotency_key_reused' },
    });
    expect((await reserve(hub(), id, { guest: guest(1), start: '2027-01-05T12:00:00Z' }, key)).status).toBe(
      201,
    );
  });

  it('is not let into their pages again by a key that can be guessed', async () => {
    const { id } = await offered(hub());
    const key = { 'idempotency-key': '1' };
    expect((await reserve(hub(), id, {}, key)).body).toHaveProperty('token');
    const again = await reserve(hub(), id, {}, key);
    expect(again).toMatchObject({ status: 201, headers: { 'idempotent-replayed': 'true' } });
    expect(again.body).not.toHaveProperty('token');
  });

  it('has booked once wherever the hub dies on the way', async () => {
    await connectGoogle(hub(), 'ben');
    const { id } = await offered(hub());
    for (const [index, death] of deaths({ tables: [10], queues: [0] }).entries()) {
      const key = { 'idempotency-key': `one-for-each-death-${index}` };
      const start = new Date(Date.parse('2027-01-05T09:00:00Z') + index * 1_800_000).toISOString();
      await killAt(hub(), death);
      await insist(() => reserve(hub(), id, { start, guest: guest(index) }, key));
      await noMoreDeaths(hub());
    }
    await hub().advance('PT10M');
    expect(await bookings()).toHaveLength(4);
    expect(await liveEvents(hub(), 'ben')).toHaveLength(4);
    expect(await endFaults(hub())).toEqual([]);
  });

  it('shows among the events of the organization', async () => {
    const { id } = await offered(hub());
    const made = await reserved(hub(), id);
    await hub().settle();
    const { items } = await hub().ask(AdminEvents, 'GET', '/v1/admin/events?type=booking.created', {
      user: 'ada',
    });
    expect(items).toMatchObject([
      { data: { bookingId: made.id }, actor: { kind: 'guest', id: made.guests[0]?.id } },
    ]);
  });

  it('leaves the slot to nobody else, and it is offered again after they cancel', async () => {
    const { id } = await offered(hub());
    const { token } = await reserved(hub(), id);
    expect(await startsOf(hub(), id)).not.toContain('2027-01-05T10:00:00Z');
    const json = { accept: 'application/json' };
    expect((await hub().call('POST', `/b/${token}/cancel`, { headers: json })).status).toBe(200);
    expect(await startsOf(hub(), id)).toContain('2027-01-05T10:00:00Z');
  });
});
