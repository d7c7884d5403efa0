import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { Due } from '../../events/stored/due.ts';
import { processClock } from '../../infra/local/clock.ts';
import { connectZoom, reconnectZoom, zoomAccountOf } from '../support/connect-zoom.ts';
import { endFaults } from '../support/end-state.ts';
import { type Hub, useHub } from '../support/hub.ts';
import { told } from '../support/meeting.ts';
import { storedItems } from '../support/stored-items.ts';
import { signedByZoom, tellAsZoom, ZOOM_CLIENT, zoomCalls } from '../support/zoom-events.ts';

const BEN = zoomAccountOf('ben');
const Card = z.looseObject({
  state: z.string(),
  accounts: z.array(z.looseObject({ label: z.string().optional() })).optional(),
});
const Accounts = z.array(z.looseObject({ id: z.string(), email: z.string() }));

const card = (hub: Hub) => hub.ask(Card, 'GET', '/v1/me/integrations/zoom', { user: 'ben' });

const accountIdOf = async (hub: Hub): Promise<string> =>
  Accounts.parse((await hub.zoom.state()).accounts).find(({ email }) => email === BEN)?.id ?? '';

/** Kinds of the timers that accounts have. */
const timers = async (hub: Hub): Promise<string[]> =>
  (await storedItems(hub, 'DUE#'))
    .map((item) => Due.parse(item).kind)
    .filter((kind) => ['keep_alive', 'probe', 'deauthorized'].includes(kind))
    .toSorted();

const deauthorized = (userId: string, at: string, clientId = ZOOM_CLIENT): string =>
  JSON.stringify({
    event: 'app_deauthorized',
    payload: {
      account_id: 'company',
      client_id: clientId,
      deauthorization_time: at,
      signature: '0'.repeat(64),
      user_data_retention: null,
      user_id: userId,
    },
  });

const DAY_MS = 86_400_000;

/** Days in which nobody does anything, not even a clock; then what has become due is done. */
const sleep = async (hub: Hub, days: number): Promise<void> => {
  processClock.advance(days * DAY_MS);
  await hub.advance('PT3M');
};

describe('a person takes our access to Zoom away', () => {
  const hub = useHub();

  test('their card says so at once, they are told once, and after nine days the account is disconnected', async () => {
    await connectZoom(hub(), 'ben');
    await hub().advance('PT1M');
    await hub().zoom.revoke(BEN);
    await hub().advance('PT10M');
    expect(await card(hub())).toMatchObject({ state: 'needs_reauth' });
    expect(await told(hub())).toHaveLength(1);
    expect(await timers(hub())).toEqual(['deauthorized']);
    await sleep(hub(), 8);
    expect(await card(hub())).toMatchObject({ state: 'needs_reauth' });
    await sleep(hub(), 1);
    expect(await card(hub())).toMatchObject({ state: 'not_connected' });
    expect(await timers(hub())).toEqual([]);
    expect(JSON.stringify(await storedItems(hub(), 'CLAIM#'))).not.toContain('zoom');
    expect(await endFaults(hub())).toEqual([]);
  });

  test('and gives it back: the account stays, and what is told of before is over', async () => {
    await hub().zoom.control('deauthorization', { delaySeconds: 86_400 });
    await connectZoom(hub(), 'ben');
    await hub().zoom.revoke(BEN);
    await hub().advance('PT1M');
    await reconnectZoom(hub(), 'ben');
    await sleep(hub(), 1);
    expect(await card(hub())).toMatchObject({ state: 'connected' });
    expect(
      hub()
        .logs()
        .filter((line) => line.includes('account_news.over')),
    ).toHaveLength(1);
    await sleep(hub(), 10);
    expect(await card(hub())).toMatchObject({ state: 'connected' });
    expect(await timers(hub())).toEqual(['keep_alive']);
  });

  test('that is only said, of another app or three times, ends nothing', async () => {
    await connectZoom(hub(), 'ben');
    const id = await accountIdOf(hub());
    await hub().advance('PT1H');
    const bodies = [
      deauthorized(id, new Date().toISOString(), 'another-app'),
      deauthorized(id, new Date().toISOString()),
    ];
    for (const body of [...bodies, ...bodies, ...bodies])
      expect(await tellAsZoom(hub(), body, signedByZoom(body))).toBe(200);
    await hub().settle();
    expect(await card(hub())).toMatchObject({ state: 'connected' });
    await sleep(hub(), 10);
    expect(await card(hub())).toMatchObject({ state: 'connected' });
    expect(await timers(hub())).toEqual(['keep_alive']);
    expect(await told(hub())).toEqual([]);
  });

  test('while Zoom is out the question waits, and is asked until it is answered', async () => {
    await connectZoom(hub(), 'ben');
    await hub().zoom.fault({ match: { path: '/users/me' }, status: 503, times: 3 });
    const body = deauthorized(await accountIdOf(hub()), new Date(Date.now() + 1000).toISOString());
    await tellAsZoom(hub(), body);
    await hub().settle();
    expect(await timers(hub())).toContain('probe');
    await hub().advance('PT1H');
    expect(await timers(hub())).not.toContain('probe');
    expect(await card(hub())).toMatchObject({ state: 'connected' });
  });
});

describe('an account at Zoom', () => {
  const hub = useHub();

  test('that its admin switches off is lost, and told once', async () => {
    await connectZoom(hub(), 'ben');
    await hub().zoom.account({ email: BEN, name: 'ben', status: 'inactive' });
    await hub().advance('PT10M');
    expect(await card(hub())).toMatchObject({ state: 'needs_reauth' });
    expect(await told(hub())).toHaveLength(1);
  });

  test('is shown under the address that it has now', async () => {
    await connectZoom(hub(), 'ben');
    await hub().zoom.account({ email: BEN, name: 'ben', newEmail: 'ben.new@zoom.example' });
    await hub().settle();
    expect(JSON.stringify(await card(hub()))).toContain('ben.new@zoom.example');
  });

  test('that nobody uses for 120 days is still connected: its token is renewed every 30', async () => {
    await connectZoom(hub(), 'ben');
    const mark = (await zoomCalls(hub())).length;
    for (let month = 1; month <= 4; month += 1) await sleep(hub(), 30);
    expect(await card(hub())).toMatchObject({ state: 'connected' });
    const calls = await zoomCalls(hub(), mark);
    expect(new Set(calls)).toEqual(new Set(['POST /oauth/token']));
    expect(calls).toHaveLength(4);
    expect(await timers(hub())).toEqual(['keep_alive']);
  });
});
