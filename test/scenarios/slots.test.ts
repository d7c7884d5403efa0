import { describe, expect, it } from 'vitest';
import { ExplainedSlots } from '../../events/http/slots.ts';
import { connectGoogle } from '../support/connect-google.ts';
import { EVENT_TYPES, offered } from '../support/event-type.ts';
import { askSlots, reserved, slotsOf, startsOf, TUESDAY } from '../support/guest-booking.ts';
import { useHub } from '../support/hub.ts';
import { inGoogle } from '../support/meeting.ts';
import { book } from '../support/order.ts';

const hub = useHub();

const explain = async (id: string, user = 'ben', query: Record<string, string> = TUESDAY) =>
  ExplainedSlots.parse(
    (await hub().call('GET', `${EVENT_TYPES}/${id}/slots/explain?${new URLSearchParams(query)}`, { user }))
      .body,
  ).items;
const hours = (user: string, body: Record<string, unknown>) =>
  hub().call('PUT', '/v1/me/availability', { user, body });
const DAY = { from: '2027-01-05T00:00:00Z', to: '2027-01-06T00:00:00Z' };

describe('the slots of an event type', { timeout: 60_000 }, () => {
  it('are its hosts’ free time in the guest’s zone, for everybody', async () => {
    const { id } = await offered(hub(), {
      questions: [{ id: 'topic', label: 'What about?', kind: 'text', required: true }],
      location: { kind: 'custom', detail: 'https://meet.example/secret', venue: 'Online' },
    });
    await book(hub(), { start: '2027-01-05T09:30:00Z', end: '2027-01-05T10:00:00Z' });
    const answer = await askSlots(hub(), id, { ...TUESDAY, zone: 'America/New_York' });
    expect(answer).toMatchObject({
      status: 200,
      body: {
        eventType: {
          id,
          title: 'Intro call',
          hosts: [{ name: expect.any(String) }],
          location: { kind: 'custom', venue: 'Online' },
          questions: [{ id: 'topic' }],
        },
        zone: 'America/New_York',
        items: [
          { start: '2027-01-05T04:00:00-05:00', end: '2027-01-05T04:30:00-05:00' },
          { start: '2027-01-05T05:00:00-05:00', end: '2027-01-05T05:30:00-05:00' },
          { start: '2027-01-05T05:30:00-05:00', end: '2027-01-05T06:00:00-05:00' },
        ],
      },
    });
    expect(JSON.stringify(answer.body)).not.toMatch(/userId|secret|ben"/u);
    const known = { 'if-none-match': answer.headers.etag ?? '' };
    const path = `${EVENT_TYPES}/${id}/slots?${new URLSearchParams({ ...TUESDAY, zone: 'America/New_York' })}`;
    expect(await hub().call('GET', path, { headers: known })).toMatchObject({ status: 304 });
    await reserved(hub(), id, { answers: { topic: 'Tea' } });
    expect(await hub().call('GET', path, { headers: known })).toMatchObject({ status: 200 });
  });

  it('leave imported busy time out, and all time of a calendar that cannot be read', async () => {
    await connectGoogle(hub(), 'ben');
    const { id } = await offered(hub());
    await (await inGoogle(hub(), 'ben')).add({
      summary: 'Dentist',
      start: { dateTime: '2027-01-05T09:10:00Z' },
      end: { dateTime: '2027-01-05T09:40:00Z' },
    });
    await hub().settle();
    expect(await startsOf(hub(), id)).toEqual(['2027-01-05T10:00:00Z', '2027-01-05T10:30:00Z']);
    await hub().google.revoke('ben@gmail.example');
    await hub().advance('PT2H');
    const later = { from: '2027-01-06T09:00:00Z', to: '2027-01-06T11:00:00Z' };
    expect(await slotsOf(hub(), id, later)).toMatchObject({ items: [] });
    expect((await explain(id, 'ben', later))[0]).toMatchObject({ blockedBy: 'unknown' });
    const settings = await hub().call('GET', '/v1/admin/settings', { user: 'ada' });
    const body = { ...Object(settings.body), bookWithoutCalendar: true };
    expect((await hub().call('PUT', '/v1/admin/settings', { user: 'ada', body })).status).toBe(200);
    expect(await startsOf(hub(), id, later)).toHaveLength(4);
  });

  it('name the next one where a window has none, within three months', async () => {
    const { id } = await offered(hub());
    const weekend = { from: '2027-01-09T00:00:00Z', to: '2027-01-11T00:00:00Z', zone: 'Europe/Prague' };
    expect(await slotsOf(hub(), id, weekend)).toMatchObject({
      items: [],
      nextAvailable: '2027-01-11T10:00:00+01:00',
    });
    await hours('ben', { hours: [] });
    expect(await slotsOf(hub(), id, weekend)).not.toHaveProperty('nextAvailable');
    expect(await slotsOf(hub(), id, { from: '2026-12-01T00:00:00Z', to: '2026-12-02T00:00:00Z' })).toEqual(
      expect.objectContaining({ items: [] }),
    );
  });

  it('keep their wall clock where the hosts’ summer begins', async () => {
    await hours('ben', {
      zone: 'Europe/Prague',
      hours: [{ day: 7, from: '01:00', to: '04:00' }],
      horizon: 'P120D',
    });
    const { id } = await offered(hub());
    const query = { from: '2027-03-28T00:00:00Z', to: '2027-03-28T04:00:00Z', zone: 'Europe/Prague' };
    expect(await startsOf(hub(), id, query)).toEqual([
      '2027-03-28T01:00:00+01:00',
      '2027-03-28T01:30:00+01:00',
      '2027-03-28T03:00:00+02:00',
      '2027-03-28T03:30:00+02:00',
    ]);
  });

  it('of a collective are when all are free, of a round robin when anybody is', async () => {
    const hosts = [{ userId: 'ben' }, { userId: 'chloe' }];
    const all = await offered(hub(), { kind: 'collective', hosts });
    const any = await offered(hub(), { kind: 'round_robin', hosts });
    await book(hub(), { start: '2027-01-05T09:00:00Z', end: '2027-01-05T10:00:00Z' });
    const later = { hosts: ['chloe'], start: '2027-01-05T09:30:00Z', end: '2027-01-05T10:30:00Z' };
    await book(hub(), later, { user: 'ada' });
    expect(await startsOf(hub(), all.id)).toEqual(['2027-01-05T10:30:00Z']);
    expect(await startsOf(hub(), any.id)).toEqual([
      '2027-01-05T09:00:00Z',
      '2027-01-05T10:00:00Z',
      '2027-01-05T10:30:00Z',
    ]);
    expect((await explain(all.id)).map(({ start, blockedBy }) => `${start} ${blockedBy}`)).toEqual([
      '2027-01-05T09:00:00Z busy',
      '2027-01-05T09:30:00Z busy',
      '2027-01-05T10:00:00Z busy',
    ]);
    expect(await explain(any.id)).toEqual([
      {
        start: '2027-01-05T09:30:00Z',
        blockedBy: 'busy',
        hosts: [
          { userId: 'ben', blockedBy: 'busy' },
          { userId: 'chloe', blockedBy: 'busy' },
        ],
      },
    ]);
  });

  it('are explained rule by rule, to hosts and admins only', async () => {
    await hours('ben', {
      zone: 'UTC',
      hours: [{ day: 2, from: '09:00', to: '12:00' }],
      bufferAfter: 'PT30M',
      notice: 'PT24H30M',
      perDay: 1,
    });
    const { id } = await offered(hub(), { state: 'draft' });
    const all = await explain(id, 'ben', { from: '2027-01-05T08:30:00Z', to: '2027-01-05T12:00:00Z' });
    expect(all.map(({ blockedBy }) => blockedBy)).toEqual(['outside_hours', 'notice']);
    await book(hub(), { start: '2027-01-05T10:00:00Z', end: '2027-01-05T10:30:00Z' });
    expect((await explain(id)).map(({ start, blockedBy }) => `${start} ${blockedBy}`)).toEqual([
      '2027-01-05T09:00:00Z notice',
      '2027-01-05T09:30:00Z buffer',
      '2027-01-05T10:00:00Z busy',
      '2027-01-05T10:30:00Z buffer',
    ]);
    const path = `${EVENT_TYPES}/${id}/slots/explain?${new URLSearchParams(TUESDAY)}`;
    expect((await hub().call('GET', path, { user: 'ada' })).status).toBe(200);
    for (const user of ['chloe', 'hana']) expect((await hub().call('GET', path, { user })).status).toBe(404);
    expect((await hub().call('GET', path)).status).toBe(401);
  });

  it('are nobody’s of a draft, and asked for badly they say what is wrong', async () => {
    const draft = await offered(hub(), { state: 'draft' });
    const { id } = await offered(hub(), { durations: ['PT30M', 'PT1H'] });
    for (const none of [draft.id, 'ety_none'])
      expect(await askSlots(hub(), none)).toMatchObject({ status: 404, body: { code: 'not_found' } });
    const bad: [string, Record<string, string>][] = [
      ['from', { to: DAY.to }],
      ['to', { from: DAY.to, to: DAY.from }],
      ['to', { from: DAY.from, to: '2027-02-06T00:00:01Z' }],
      ['zone', { ...DAY, zone: 'Mars/Olympus' }],
      ['duration', { ...DAY, duration: 'PT45M' }],
      ['host', { ...DAY, host: 'ben' }],
    ];
    for (const [field, query] of bad)
      expect(await askSlots(hub(), id, query)).toMatchObject({ status: 422, body: { errors: [{ field }] } });
    expect(await startsOf(hub(), id, { ...DAY, duration: 'PT60M' })).toHaveLength(15);
  });

  it('skip who is no user any more, and who could not make the link', async () => {
    const hosts = [{ userId: 'ben' }, { userId: 'chloe' }];
    const zoom = await offered(hub(), {
      kind: 'round_robin',
      hosts,
      state: 'draft',
      location: { kind: 'zoom' },
    });
    expect((await explain(zoom.id))[0]).toMatchObject({ blockedBy: 'location' });
    const { id } = await offered(hub(), { kind: 'collective', hosts });
    await book(
      hub(),
      { hosts: ['chloe'], start: '2027-01-05T09:00:00Z', end: '2027-01-05T11:00:00Z' },
      { user: 'ada' },
    );
    expect(await startsOf(hub(), id)).toEqual([]);
    await hub().call('DELETE', '/v1/admin/users/chloe', { user: 'ada' });
    expect(await startsOf(hub(), id)).toHaveLength(4);
  });

  it('may be read by pages of the organization’s origins', async () => {
    const { id } = await offered(hub());
    const path = `${EVENT_TYPES}/${id}/slots?${new URLSearchParams(TUESDAY)}`;
    const from = (origin: string) => hub().call('GET', path, { headers: { origin } });
    expect((await from('http://localhost:5173')).headers).toMatchObject({
      'access-control-allow-origin': 'http://localhost:5173',
    });
    expect((await from('https://elsewhere.example')).headers).not.toHaveProperty(
      'access-control-allow-origin',
    );
  });
});
