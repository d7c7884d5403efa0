import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { processClock } from '../../../../infra/local/clock.ts';
import { type Local, startLocal } from '../../../../infra/local/runtime.ts';

const START = '2027-01-04T09:00:00.000Z';

describe('/dev', () => {
  const ticks: string[] = [];
  let local: Local;

  beforeAll(async () => {
    processClock.install();
    const clock = (event: unknown): void => {
      ticks.push(`${String(Object(event).time)} ${String(Object(event).resources).split('/').at(-1)}`);
    };
    local = await startLocal({ handlers: { clock } });
  });
  beforeEach(async () => {
    processClock.freeze(START);
    await local.reset();
    ticks.length = 0;
  });
  afterAll(async () => {
    await local.close();
    processClock.uninstall();
  });

  const get = (path: string): Promise<Response> => fetch(`${local.url}${path}`);
  const post = (path: string, body: unknown): Promise<Response> =>
    fetch(`${local.url}${path}`, {
      method: 'POST',
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });

  it('tells where everything is, and who is there', async () => {
    const { engines, google, microsoft, zoom } = local.cloud;
    const user = (id: string, org: string, role: string) =>
      expect.objectContaining({ id, org, role, email: `${id}@${org}.example` });
    expect(await (await get('/dev')).json()).toEqual({
      hub: local.url,
      inbox: engines.inboxUrl,
      google: google.url,
      microsoft: microsoft.url,
      zoom: zoom.url,
      aws: {
        dynamodb: engines.tables.url,
        sqs: engines.queueServer.url,
        ses: engines.ses.url,
        secretsManager: engines.secrets.url,
      },
      users: [
        user('ada', 'acme', 'admin'),
        user('ben', 'acme', 'member'),
        user('chloe', 'acme', 'member'),
        user('dan', 'acme', 'member'),
        user('eve', 'acme', 'assistant'),
        user('gus', 'globex', 'admin'),
        user('hana', 'globex', 'member'),
      ],
    });
  });

  it('gives out tokens of demo users only', async () => {
    const { token } = z.object({ token: z.string() }).parse(await (await get('/dev/token?user=ben')).json());
    expect(await local.cloud.identity.verify(token)).toMatchObject({
      sub: 'ben',
      org: 'acme',
      role: 'member',
    });
    const problems = await Promise.all(['/dev/token?user=nobody', '/dev/token'].map(get));
    expect(problems.map(({ status }) => status)).toEqual([404, 400]);
    expect(problems[0]?.headers.get('content-type')).toBe('application/problem+json');
  });

  it('runs a schedule by name', async () => {
    expect((await post('/dev/schedules/tidy/run', '')).status).toBe(200);
    expect(ticks).toEqual(['2027-01-04T09:00:00Z tidy']);
    expect((await post('/dev/schedules/nothing/run', '')).status).toBe(404);
  });

  it('tells the time and moves it', async () => {
    const due = { pk: 'DUE#booking#b1', sk: 'DUE', dueShard: 'DUE#0', dueAt: '2027-01-04T10:00:00.000Z' };
    await local.cloud.engines.tables.restore([
      Object.fromEntries(Object.entries(due).map(([name, S]) => [name, { S }])),
    ]);
    expect(await (await get('/dev/clock')).json()).toEqual({ now: START });
    expect(await (await post('/dev/clock', { advance: 'PT1H30S' })).json()).toEqual({
      now: '2027-01-04T10:00:30.000Z',
    });
    expect(ticks).toEqual(['2027-01-04T10:00:00Z sweep', '2027-01-04T10:00:00Z tidy']);
  });

  it.each([{ advance: 'P1Y' }, { advance: 60 }, {}, { advance: 'PT1S', more: 1 }, 'no json'])(
    'answers 400 to the clock order %j',
    async (body) => {
      const response = await post('/dev/clock', body);
      expect([response.status, await response.json()]).toMatchObject([400, { code: 'invalid_request' }]);
      expect(Date.now()).toBe(Date.parse(START));
    },
  );

  it('answers 404 below /dev to anything else', async () => {
    expect((await get('/dev/nothing')).status).toBe(404);
    expect((await get('/developer')).status).toBe(404);
  });
});
