import { IANAZone } from 'luxon';
import { beforeEach, describe, expect, it } from 'vitest';
import { ianaOf, zoneNames } from '../../../../../infra/simulators/microsoft/graph/zones.ts';
import {
  type Graph,
  type Json,
  meeting,
  refusal,
  useMicrosoft,
  utc,
  valuesOf,
} from './simulated-microsoft.ts';

const ADA = 'ada@acme.example';
const BEN = 'ben@acme.example';
const microsoft = useMicrosoft();
let graph: Graph;

beforeEach(async () => {
  await microsoft().account(ADA);
  await microsoft().account(BEN);
  graph = await microsoft().app(ADA);
});

describe('throttling', () => {
  it('lets four calls of one mailbox be open, and others go their way', async () => {
    const ben = await microsoft().app(BEN);
    await microsoft().control('limits', { hold: true });
    const calls = Array.from({ length: 5 }, () => graph('GET', '/me'));
    // The others are held: only the one that was not let in can come back.
    const refused = await Promise.race(calls);
    const other = ben('GET', '/me');
    await microsoft().control('limits', { latencyMs: 1 });
    expect((await other).status).toBe(200);
    const statuses = (await Promise.all(calls)).map(({ status }) => status);
    expect(statuses.sort()).toEqual([200, 200, 200, 200, 429]);
    expect(refused.body).toMatchObject({
      error: { code: 'ApplicationThrottled', message: expect.stringContaining('MailboxConcurrency') },
    });
    expect(refused.headers.get('retry-after')).toBe('1');
    expect((await graph('GET', '/me')).status).toBe(200);
    const { limits } = await microsoft().state();
    expect(Object.values(Object(limits))).toContainEqual({ calls: 5, mostOpen: 4 });
  });

  it('counts calls in ten minutes, and says when to come back in one way or another', async () => {
    await microsoft().control('limits', { per10Minutes: 2 });
    await graph('GET', '/me');
    await graph('GET', '/me');
    const answer = await graph('GET', '/me');
    expect(refusal(answer)).toEqual([429, 'ApplicationThrottled']);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(500);
    await microsoft().control('limits', { per10Minutes: 2, retryAfter: 'date', body: 'empty' });
    const bare = await graph('GET', '/me');
    expect([bare.status, bare.body]).toEqual([429, {}]);
    expect(Date.parse(bare.headers.get('retry-after') ?? '')).toBeGreaterThan(Date.now());
  });

  it('spares the person’s own clicks', async () => {
    await microsoft().control('limits', { per10Minutes: 1 });
    const person = await microsoft().person(ADA);
    await person('GET', '/me');
    expect((await person('GET', '/me')).status).toBe(200);
    expect((await microsoft().state()).calls?.map(({ path }) => path)).toEqual(['/common/oauth2/v2.0/token']);
  });
});

describe('faults on order', () => {
  it('speak like Microsoft on both sides of its house', async () => {
    await microsoft().control('faults', { match: { path: '^/v1.0/me' }, status: 503 });
    expect(refusal(await graph('GET', '/me'))).toEqual([503, 'ConcurrentItemSave']);
    await microsoft().control('faults', { match: { path: '/token$' }, status: 503 });
    expect(await microsoft().refresh('any')).toMatchObject({
      status: 503,
      body: { error: 'temporarily_unavailable' },
    });
  });

  it('can do the work and answer with a fault', async () => {
    await microsoft().control('faults', {
      match: { method: 'POST', path: 'events' },
      status: 503,
      afterCommit: true,
    });
    expect((await graph('POST', '/me/events', { body: meeting() })).status).toBe(503);
    expect(valuesOf(await graph('GET', '/me/events'))).toHaveLength(1);
  });
});

describe('a batch', () => {
  const batch = (requests: Json[]) => graph('POST', '/$batch', { body: { requests } });

  it('answers each of its calls, in no order, with links and preferences of its own', async () => {
    const answer = await batch([
      {
        id: 'a',
        method: 'POST',
        url: '/me/events',
        headers: { 'Content-Type': 'application/json' },
        body: meeting(),
      },
      {
        id: 'b',
        method: 'GET',
        url: '/me/events',
        dependsOn: ['a'],
        headers: { prefer: 'outlook.timezone="Tokyo Standard Time"' },
      },
      { id: 'c', method: 'GET', url: '/me/events/nonsense' },
      { id: 'd', method: 'GET', url: '/me', dependsOn: ['c'] },
    ]);
    expect(answer.status).toBe(200);
    const responses: Json[] = Object(answer.body).responses;
    const byId = new Map(responses.map((each) => [each.id, each]));
    expect([...byId.keys()].sort()).toEqual(['a', 'b', 'c', 'd']);
    expect(['a', 'b', 'c', 'd'].map((id) => byId.get(id)?.status)).toEqual([201, 200, 404, 424]);
    expect(byId.get('b')?.body).toMatchObject({ value: [{ start: { timeZone: 'Tokyo Standard Time' } }] });
  });

  it('may hold refusals with waits of their own', async () => {
    await microsoft().control('faults', { match: { path: 'calendars' }, status: 429 });
    const { body } = await batch([
      { id: '1', method: 'GET', url: '/me/calendars' },
      { id: '2', method: 'GET', url: '/me' },
    ]);
    const responses: Json[] = Object(body).responses;
    expect(responses.find(({ id }) => id === '1')).toMatchObject({
      status: 429,
      headers: { 'retry-after': '10' },
    });
    expect(responses.find(({ id }) => id === '2')).toMatchObject({ status: 200 });
  });

  it('has at most twenty, each with a name of its own', async () => {
    const get = (id: string): Json => ({ id, method: 'GET', url: '/me' });
    expect((await batch(Array.from({ length: 21 }, (_, index) => get(String(index))))).status).toBe(400);
    expect((await batch([get('1'), get('1')])).status).toBe(400);
  });
});

describe('getSchedule', () => {
  const ask = (schedules: string[], more: Json = {}, as = graph) =>
    as('POST', '/me/calendar/getSchedule', {
      body: {
        schedules,
        startTime: utc('2027-01-04T08:00:00'),
        endTime: utc('2027-01-04T12:00:00'),
        availabilityViewInterval: 60,
        ...more,
      },
    });

  it('shows colleagues’ time without titles, and an error for who is unknown', async () => {
    const ben = await microsoft().app(BEN);
    await ben('POST', '/me/events', { body: meeting('2027-01-04T09:00:00', { showAs: 'oof' }) });
    await ben('POST', '/me/events', { body: meeting('2027-01-04T11:00:00', { showAs: 'tentative' }) });
    await graph('POST', '/me/events', { body: meeting('2027-01-04T08:00:00', { sensitivity: 'private' }) });
    const [own, other, nobody] = valuesOf(await ask([ADA, BEN, 'nobody@acme.example']));
    expect(own).toMatchObject({
      availabilityView: '2000',
      scheduleItems: [{ subject: 'Interview', isPrivate: true }],
    });
    expect(other).toMatchObject({ scheduleId: BEN, availabilityView: '0301' });
    expect(Object(other).scheduleItems[0]).toEqual({
      status: 'oof',
      start: { dateTime: '2027-01-04T09:00:00.0000000', timeZone: 'UTC' },
      end: { dateTime: '2027-01-04T10:00:00.0000000', timeZone: 'UTC' },
    });
    expect(nobody).toEqual({
      scheduleId: 'nobody@acme.example',
      error: { message: expect.stringContaining('MailRecipientNotFoundException'), responseCode: '5009' },
    });
  });

  it('has limits, and is not for personal accounts', async () => {
    expect((await ask(Array.from({ length: 21 }, (_, index) => `p${index}@acme.example`))).status).toBe(400);
    expect((await ask([ADA], { endTime: utc('2027-04-04T12:00:00') })).status).toBe(400);
    await microsoft().account('ida@outlook.com');
    expect((await ask(['ida@outlook.com'], {}, await microsoft().app('ida@outlook.com'))).status).toBe(400);
  });
});

it('lists the zones that Outlook takes, in both kinds of names', async () => {
  const names = async (kind: string) =>
    valuesOf(
      await graph(
        'GET',
        `/me/outlook/supportedTimeZones(TimeZoneStandard=microsoft.graph.timeZoneStandard'${kind}')`,
      ),
    ).map(({ alias }) => String(alias));
  const [windows, iana] = [await names('Windows'), await names('Iana')];
  expect(windows).toContain('W. Europe Standard Time');
  expect(iana).toContain('Europe/Berlin');
  expect(iana).not.toContain('Europe/Vienna');
  const zoned = (timeZone: string) => {
    const time = (dateTime: string) => ({ dateTime, timeZone });
    return meeting(undefined, { start: time('2027-07-05T09:00:00'), end: time('2027-07-05T10:00:00') });
  };
  for (const [zone, hour] of [
    ['Romance Standard Time', '07'],
    ['Asia/Kolkata', '03'],
  ] as const) {
    const { body } = await graph('POST', '/me/events', { body: zoned(zone) });
    expect(body.start).toMatchObject({ dateTime: expect.stringContaining(`2027-07-05T${hour}`) });
  }
});

it('knows what every one of these names means', () => {
  const names = [...zoneNames(false), ...zoneNames(true)];
  expect(names.filter((name) => !IANAZone.isValidZone(ianaOf(name) ?? ''))).toEqual([]);
  expect(new Set(names).size).toBe(names.length);
  expect([ianaOf('UTC'), ianaOf('Europe/Vienna'), ianaOf('tzone://Microsoft/Custom')]).toEqual([
    'UTC',
    undefined,
    undefined,
  ]);
});
