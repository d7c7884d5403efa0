import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { Card } from '../../events/http/integrations.ts';
import { RunReply, RunStarted } from '../../events/http/runs.ts';
import { RunOutcomes } from '../../events/stored/run.ts';
import { connectGoogle } from '../support/connect-google.ts';
import { useHub } from '../support/hub.ts';
import { accountOf, callsSince, inGoogle } from '../support/meeting.ts';

const hub = useHub();
const SYNC = '/v1/me/integrations/google_calendar/sync';
const TIMES = { start: { dateTime: '2027-01-05T10:00:00Z' }, end: { dateTime: '2027-01-05T11:00:00Z' } };
const Result = z.object({
  platform: z.string(),
  calendars: z.array(
    z.strictObject({
      account: z.string(),
      calendar: z.string().optional(),
      state: z.string(),
      events: z.number(),
      reason: z.string().optional(),
    }),
  ),
});

const start = async (user = 'ben', path = SYNC) => (await hub().ask(RunStarted, 'POST', path, { user })).run;
const read = (id: string, user = 'ben') => hub().ask(RunReply, 'GET', `/v1/runs/${id}`, { user });
const mark = async (): Promise<number> => (await hub().google.state()).calls.length;
const readsSince = async (from: number): Promise<number> =>
  (await callsSince(hub(), from)).filter((call) => call === 'GET events').length;

/** Ben is connected, and Google tells of nothing that he does. */
const deaf = async (): Promise<void> => {
  await connectGoogle(hub(), 'ben');
  await hub().advance('PT1M');
  await hub().google.webhooks({ mode: 'drop' });
};

describe('an admin', { timeout: 60_000 }, () => {
  it('[SYNC-14] has the calendars of selected people read, with an outcome for each', async () => {
    await deaf();
    await (await inGoogle(hub(), 'ben')).add({ summary: 'Dentist', ...TIMES });
    await hub().call('GET', '/v1/me', { user: 'chloe' });
    const body = { userIds: ['ben', 'chloe', 'nobody'], platform: 'google_calendar' };
    const path = '/v1/admin/integrations/sync';
    expect((await hub().call('POST', path, { user: 'ben', body })).status).toBe(403);
    const { run } = await hub().ask(RunStarted, 'POST', path, { user: 'ada', body });
    const { outcomes } = RunOutcomes.parse(run.result);
    expect(outcomes).toEqual([
      { userId: 'ben', outcome: 'started', runs: [expect.any(String)] },
      { userId: 'chloe', outcome: 'not_connected' },
      { userId: 'nobody', outcome: 'not_found' },
    ]);
    await hub().settle();
    expect(await read(run.id, 'ada')).toMatchObject({ kind: 'sync', state: 'done' });
    expect((await read(outcomes[0]?.runs?.[0] ?? '')).counts).toMatchObject({ done: 1, events: 1 });
    const again = await hub().ask(RunStarted, 'POST', path, { user: 'ada', body });
    expect(RunOutcomes.parse(again.run.result).outcomes[0]?.runs).toEqual(outcomes[0]?.runs);
  });
});

describe('a run that reads calendars', { timeout: 60_000 }, () => {
  it('brings what nobody told of, counts it, and can be read back', async () => {
    await deaf();
    await (await inGoogle(hub(), 'ben')).add({ summary: 'Dentist', ...TIMES });
    const run = await start();
    expect(run).toMatchObject({ kind: 'sync', state: 'queued', counts: { calendars: 1, done: 0 } });
    await hub().settle();
    const done = await read(run.id);
    expect(done).toMatchObject({
      state: 'done',
      counts: { calendars: 1, done: 1, failed: 0, events: 1 },
      finishedAt: expect.any(String),
    });
    expect(Result.parse(done.result).calendars).toEqual([
      { account: expect.any(String), calendar: expect.any(String), state: 'done', events: 1 },
    ]);
    expect((await hub().call('GET', `/v1/runs/${run.id}`, { user: 'chloe' })).status).toBe(404);
    expect((await read(run.id, 'ada')).state).toBe('done');
  });

  it('is the same one while it is under way, and another only a minute after', async () => {
    await deaf();
    const [first, second] = await Promise.all([start(), start('ben', SYNC.replace('calendar', 'meet'))]);
    expect(second.id).toBe(first.id);
    const from = await mark();
    await hub().settle();
    expect(await readsSince(from)).toBe(1);
    const refused = await hub().call('POST', SYNC, { user: 'ben' });
    expect(refused).toMatchObject({ status: 429, body: { code: 'rate_limited' } });
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    await hub().advance('PT61S');
    expect((await start()).id).not.toBe(first.id);
  });

  it('is the same one for a request that is repeated under its Idempotency-Key, also when it has ended', async () => {
    await deaf();
    const keyed = (platform = 'google_calendar') =>
      hub().call('POST', SYNC.replace('google_calendar', platform), {
        user: 'ben',
        headers: { 'idempotency-key': 'once' },
      });
    const [first, twin] = await Promise.all([keyed(), keyed()]);
    const { id } = RunStarted.parse(first.body).run;
    expect([first.status, twin]).toMatchObject([202, { status: 202, body: { run: { id } } }]);
    await hub().settle();
    const late = await keyed();
    expect(late).toMatchObject({ status: 202, body: { run: { id, state: 'done' } } });
    expect(late.headers['idempotent-replayed']).toBe('true');
    expect(await keyed('google_meet')).toMatchObject({
      status: 409,
      body: { code: 'idempotency_key_reused' },
    });
    await hub().advance('PT25H');
    expect(RunStarted.parse((await keyed()).body).run.id).not.toBe(id);
  });

  it('answers for a key that joined it while it was under way', async () => {
    await deaf();
    const { id } = await start();
    const keyed = () => hub().call('POST', SYNC, { user: 'ben', headers: { 'idempotency-key': 'joined' } });
    expect(RunStarted.parse((await keyed()).body).run.id).toBe(id);
    await hub().advance('PT2M');
    expect(RunStarted.parse((await keyed()).body).run.id).toBe(id);
  });

  it('is begun by the clock where its messages were lost', async () => {
    await deaf();
    hub().aws.queueServer.faults.add({ kind: 'fail', operation: 'SendMessageBatch', times: 3 });
    const run = await start();
    await hub().advance('PT2M');
    expect((await read(run.id)).state).toBe('done');
  });

  it('waits while Google is out, and says so when that takes too long', async () => {
    await deaf();
    await hub().google.fault({ match: { path: '/events' }, status: 503, times: 1_000 });
    const run = await start();
    await hub().advance('PT5M');
    expect((await read(run.id)).state).toBe('running');
    await hub().advance('PT20M');
    const failed = await read(run.id);
    expect(failed).toMatchObject({ state: 'failed', counts: { failed: 1 } });
    expect(Result.parse(failed.result).calendars[0]?.reason).toBeDefined();
  });

  it('ends with the full read that a dead cursor makes necessary, and waits for no clock', async () => {
    await deaf();
    await (await inGoogle(hub(), 'ben')).add({ summary: 'Dentist', ...TIMES });
    await hub().google.control('expire-sync-tokens', { account: accountOf('ben') });
    const run = await start();
    await hub().settle();
    expect(await read(run.id)).toMatchObject({ state: 'done', counts: { calendars: 1, done: 1, failed: 0 } });
    const from = await mark();
    await hub().advance('PT5M');
    expect(await readsSince(from)).toBe(0);
  });

  it('ends at once with an account that is over, and is refused from then on', async () => {
    await deaf();
    const run = await start();
    await hub().google.revoke(accountOf('ben'));
    await hub().settle();
    expect((await read(run.id)).state).toBe('failed');
    const refused = await hub().call('POST', SYNC, { user: 'ben' });
    expect(refused).toMatchObject({
      status: 409,
      body: { code: 'platform_not_connected', platform: 'google_calendar', userId: 'ben' },
    });
  });

  it('is offered by the card of what is connected, and of nothing else', async () => {
    const card = (platform: string) =>
      hub().ask(Card, 'GET', `/v1/me/integrations/${platform}`, { user: 'ben' });
    expect((await card('google_calendar')).actions).not.toContain('sync');
    expect((await hub().call('POST', SYNC, { user: 'ben' })).status).toBe(409);
    await connectGoogle(hub(), 'ben');
    expect((await card('google_calendar')).actions).toContain('sync');
  });
});
