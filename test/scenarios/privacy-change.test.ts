import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { ExternalEvents } from '../../events/http/external-events.ts';
import { connectGoogle } from '../support/connect-google.ts';
import { useHub } from '../support/hub.ts';
import { inGoogle } from '../support/meeting.ts';
import { book } from '../support/order.ts';
import { storedItems } from '../support/stored-items.ts';

const hub = useHub();
const CARD = '/v1/me/integrations/google_calendar';
const WEEK = 'from=2027-01-04T00:00:00Z&to=2027-01-11T00:00:00Z';
const Card = z.looseObject({
  state: z.string(),
  actions: z.array(z.string()),
  accounts: z.array(z.looseObject({ privacy: z.string() })),
});

const event = (summary: string, day: number, over: Record<string, unknown> = {}) => ({
  summary,
  start: { dateTime: `2027-01-0${day}T14:00:00Z` },
  end: { dateTime: `2027-01-0${day}T15:00:00Z` },
  ...over,
});
const change = (body: Record<string, unknown>, user = 'ben') => hub().call('PATCH', CARD, { user, body });
const events = (user = 'ben', query = WEEK) =>
  hub().ask(ExternalEvents, 'GET', `/v1/users/ben/external-events?${query}`, { user });
const titles = async () => (await events()).items.map(({ title }) => title);
const stored = async () => JSON.stringify(await storedItems(hub(), 'FEED'));

const benWith = async (privacy: string): Promise<void> => {
  await connectGoogle(hub(), 'ben', { privacy });
  const ben = await inGoogle(hub(), 'ben');
  await ben.add(event('Dentist', 6));
  await ben.add(event('Secret', 7, { visibility: 'private' }));
  await ben.add({ summary: 'Holiday', start: { date: '2027-01-08' }, end: { date: '2027-01-09' } });
  await hub().settle();
};

describe('changing what of a calendar is kept', { timeout: 60_000 }, () => {
  it('[SYNC-07] is chosen at connecting and shown on the card', async () => {
    await benWith('full_private');
    const card = await hub().ask(Card, 'GET', CARD, { user: 'ben' });
    expect(card.accounts).toMatchObject([{ privacy: 'full_private' }]);
    expect(card.actions).toContain('privacy');
  });

  it('[SYNC-07] tightening deletes what was kept before it is answered, and keeps the time busy', async () => {
    await benWith('default');
    expect(await stored()).toContain('Dentist');
    const { status, body } = await change({ privacy: 'full_private' });
    expect(await stored()).not.toContain('Dentist');
    expect([status, Card.parse(body).accounts]).toMatchObject([200, [{ privacy: 'full_private' }]]);
    await hub().settle();
    expect(await titles()).toEqual(['Busy', 'Busy', 'Busy']);
    expect(await stored()).not.toContain('Dentist');
    const overlap = { start: '2027-01-06T14:30:00Z', end: '2027-01-06T15:30:00Z' };
    const booked = await hub().call('POST', '/v1/bookings', {
      user: 'ben',
      body: { title: 'Call', zone: 'UTC', hosts: ['ben'], location: { kind: 'in_person' }, ...overlap },
    });
    expect(booked).toMatchObject({ status: 409, body: { code: 'host_busy' } });
  });

  it('[SYNC-07] a read that was under way brings nothing back', async () => {
    await benWith('default');
    await (await inGoogle(hub(), 'ben')).add(event('Doctor', 5));
    await hub().google.fault({ match: { path: '/events' }, delayMs: 150, times: 1 });
    const reading = hub().settle();
    await change({ privacy: 'full_private' });
    await reading;
    await hub().settle();
    expect(await stored()).not.toMatch(/Doctor|Dentist/u);
    expect(await titles()).toHaveLength(4);
  });

  it('[SYNC-07] loosening brings the titles', async () => {
    await benWith('full_private');
    await change({ privacy: 'default' });
    await hub().settle();
    expect(await titles()).toEqual(['Dentist', 'Busy', 'Holiday']);
  });

  it('the second click changes nothing, and pushes still come', async () => {
    await benWith('default');
    await change({ privacy: 'full_private' });
    await hub().settle();
    const before = await stored();
    expect((await change({ privacy: 'full_private' })).status).toBe(200);
    await hub().settle();
    expect(await stored()).toBe(before);
    await (await inGoogle(hub(), 'ben')).add(event('Doctor', 5));
    await hub().settle();
    expect(await titles()).toHaveLength(4);
  });

  it('goes on by itself when the queue refuses the new read', async () => {
    await benWith('full_private');
    hub().aws.queueServer.faults.add({ kind: 'fail', operation: 'SendMessageBatch', times: 3 });
    expect((await change({ privacy: 'default' })).status).toBe(200);
    hub().aws.queueServer.faults.clear();
    await hub().advance('PT2M');
    expect(await titles()).toContain('Dentist');
  });

  it('leaves bookings, their events and the account’s tokens alone', async () => {
    await benWith('default');
    const { id } = await book(hub(), { start: '2027-01-05T10:00:00Z', end: '2027-01-05T11:00:00Z' });
    await hub().settle();
    await change({ privacy: 'full_private' });
    await hub().advance('PT2H');
    const moved = await hub().call('PATCH', `/v1/bookings/${id}`, {
      user: 'ben',
      body: { start: '2027-01-05T12:00:00Z', end: '2027-01-05T13:00:00Z' },
    });
    await hub().settle();
    expect(moved.status).toBe(200);
    const ours = (await hub().google.state()).events.filter(({ summary }) => summary === 'Intro call');
    expect(ours).toMatchObject([{ start: { dateTime: expect.stringContaining('2027-01-05T12:00') } }]);
  });

  it('lets an event stand that was being written meanwhile', async () => {
    await benWith('default');
    await hub().google.fault({ match: { method: 'POST', path: '/events$' }, delayMs: 200 });
    await book(hub(), { start: '2027-01-05T10:00:00Z', end: '2027-01-05T11:00:00Z' });
    const writing = hub().settle();
    await change({ privacy: 'full_private' });
    await writing;
    await hub().advance('PT2M');
    const { calls } = await hub().google.state();
    expect(calls.filter(({ method }) => method === 'DELETE')).toEqual([]);
  });

  it.each([
    ['of nobody connected', { privacy: 'default' }, 'chloe', 409, 'platform_not_connected'],
    ['of an unknown word', { privacy: 'secret' }, 'ben', 422, 'invalid_request'],
    ['of nothing', {}, 'ben', 422, 'invalid_request'],
    ['of another account', { privacy: 'default', account: 'con_abc' }, 'ben', 404, 'not_found'],
    ['by an assistant', { privacy: 'default' }, 'eve', 403, 'forbidden'],
  ])('%s is refused', async (_, body, user, ...[status, code]) => {
    await connectGoogle(hub(), 'ben');
    expect(await change(body, user)).toMatchObject({ status, body: { code } });
  });

  it('is refused where the organization does not allow it', async () => {
    await connectGoogle(hub(), 'ben');
    await hub().call('PUT', '/v1/admin/settings', {
      user: 'ada',
      body: { privacy: { default: 'default', allowed: ['default'] } },
    });
    expect(await change({ privacy: 'full_private' })).toMatchObject({
      status: 422,
      body: { code: 'privacy_not_allowed' },
    });
  });
});

describe('an organization that allows less than before', { timeout: 60_000 }, () => {
  const restrict = () =>
    hub().call('PUT', '/v1/admin/settings', {
      user: 'ada',
      body: { privacy: { default: 'full_private', allowed: ['full_private'] } },
    });

  it('has the details of every calendar deleted, whether the message comes or is lost', async () => {
    await benWith('default');
    await connectGoogle(hub(), 'chloe');
    hub().aws.queueServer.faults.add({ kind: 'fail', operation: 'SendMessageBatch', times: 3 });
    expect((await restrict()).status).toBe(200);
    hub().aws.queueServer.faults.clear();
    await hub().advance('PT2M');
    expect(await stored()).not.toContain('Dentist');
    for (const user of ['ben', 'chloe'])
      expect((await hub().ask(Card, 'GET', CARD, { user })).accounts).toMatchObject([
        { privacy: 'full_private' },
      ]);
    expect(await titles()).toEqual(['Busy', 'Busy', 'Busy']);
    expect(await storedItems(hub(), 'DUE#org_privacy')).toEqual([]);
  });
});

describe('external events', { timeout: 60_000 }, () => {
  it('[SYNC-09] [SYNC-10] are times, titles and answers; what is private is busy', async () => {
    await benWith('default');
    const { items, known, asOf } = await events();
    expect([known, typeof asOf]).toEqual([true, 'string']);
    expect(items).toEqual([
      {
        start: '2027-01-06T14:00:00.000Z',
        end: '2027-01-06T15:00:00.000Z',
        title: 'Dentist',
        platform: 'google_calendar',
      },
      {
        start: '2027-01-07T14:00:00.000Z',
        end: '2027-01-07T15:00:00.000Z',
        title: 'Busy',
        platform: 'google_calendar',
      },
      {
        start: expect.any(String),
        end: expect.any(String),
        allDay: { start: '2027-01-08', end: '2027-01-09' },
        title: 'Holiday',
        platform: 'google_calendar',
      },
    ]);
  });

  it('come page by page without a gap or a repetition', async () => {
    await benWith('default');
    const first = await events('ben', `${WEEK}&limit=2`);
    const second = await events('ben', `${WEEK}&limit=2&cursor=${first.next ?? ''}`);
    expect([...first.items, ...second.items]).toEqual((await events()).items);
    expect(second.next).toBeUndefined();
  });

  it('are for the person and admins', async () => {
    await benWith('default');
    expect((await events('ada')).items).toHaveLength(3);
    const ask = (user: string, id = 'ben') =>
      hub().call('GET', `/v1/users/${id}/external-events?${WEEK}`, { user });
    expect(await ask('chloe')).toMatchObject({ status: 403, body: { code: 'forbidden' } });
    expect(await ask('eve')).toMatchObject({ status: 403 });
    expect(await ask('gus')).toMatchObject({ status: 404 });
    expect(await ask('ada', 'nobody')).toMatchObject({ status: 404, body: { code: 'not_found' } });
  });

  it('say that they are unknown before the first read and after the access was lost', async () => {
    await benWith('default');
    await hub().google.revoke('ben@gmail.example');
    await hub().advance('PT2H');
    expect(await events()).toMatchObject({ items: [], known: false });
  });

  it.each([
    ['a window that ends before it begins', 'from=2027-01-05T00:00:00Z&to=2027-01-04T00:00:00Z', 'to'],
    ['a window of two years', 'from=2027-01-05T00:00:00Z&to=2029-01-04T00:00:00Z', 'to'],
    ['no window', '', 'from'],
    ['a limit of 0', `${WEEK}&limit=0`, 'limit'],
  ])('refuse %s', async (_, query, field) => {
    const answer = await hub().call('GET', `/v1/users/ben/external-events?${query}`, { user: 'ben' });
    expect(answer).toMatchObject({ status: 422 });
    expect(JSON.stringify(answer.body)).toContain(`"field":"${field}"`);
  });
});
