import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { Card } from '../../events/http/integrations.ts';
import { RunReply } from '../../events/http/runs.ts';
import { connectGoogle } from '../support/connect-google.ts';
import { connectionSecrets } from '../support/connection-secrets.ts';
import { endFaults } from '../support/end-state.ts';
import { useHub } from '../support/hub.ts';
import { accountOf, GINA, inGoogle, liveEvents, readBooking } from '../support/meeting.ts';
import { book } from '../support/order.ts';
import { storedItems } from '../support/stored-items.ts';

const hub = useHub();
const CARD = '/v1/me/integrations/google_calendar';

const card = async () => (await hub().ask(Card, 'GET', CARD, { user: 'ben' })).state;
const begin = async () => {
  const { run } = await hub().ask(z.object({ run: RunReply }), 'DELETE', CARD, { user: 'ben' });
  await hub().settle();
  return run.id;
};
const grantOf = async (id: string) =>
  (await hub().ask(RunReply, 'GET', `/v1/runs/${id}`, { user: 'ben' })).result?.grant;
const grants = async () => (await hub().google.state()).grants;

/** In the browser, as far as the way back to the product. */
const consent = async (more: object = {}): Promise<URLSearchParams> => {
  const { ask, call, google } = hub();
  const { authorizeUrl } = await ask(z.object({ authorizeUrl: z.url() }), 'POST', `${CARD}/connect`, {
    user: 'ben',
    body: { returnUrl: 'http://127.0.0.1/app', ...more },
  });
  const { headers } = await call('GET', await google.consent({ authorizeUrl, account: accountOf('ben') }));
  return new URL(headers.location ?? '').searchParams;
};
const complete = (attempt: string | null) =>
  hub().call('POST', `${CARD}/complete`, { user: 'ben', body: { attempt } });

describe('connecting the account that is still being disconnected', () => {
  test('keeps the new consent, and completes as soon as the old connection is gone', async () => {
    await connectGoogle(hub(), 'ben');
    const { id: before } = await book(hub(), { location: { kind: 'google_meet' }, guests: [GINA] });
    await hub().advance('PT2M');
    const run = await begin();
    const back = await consent();
    expect(back.get('result')).toBe('ok');
    const tooEarly = await complete(back.get('attempt'));
    expect(tooEarly).toMatchObject({ status: 503, body: { code: 'busy' }, headers: { 'retry-after': '30' } });
    expect(await card()).toBe('disconnecting');
    await hub().advance('PT3M');
    expect([await card(), await grantOf(run)]).toEqual(['not_connected', 'renewed']);
    expect(await grants()).toHaveLength(1);
    expect((await complete(back.get('attempt'))).status).toBe(200);
    await hub().advance('PT2M');
    expect(await card()).toBe('connected');
    const { hosts, conference } = await readBooking(hub(), before);
    expect([hosts[0]?.calendar.state, conference?.state]).toEqual(['synced', 'ready']);
    expect(await liveEvents(hub(), 'ben')).toHaveLength(1);
    // By then the access token of the consent has ended: the grant itself is good.
    await hub().advance('PT2H');
    await book(hub(), { start: '2027-01-06T10:00:00Z', end: '2027-01-06T11:00:00Z' });
    await hub().advance('PT2M');
    expect(await liveEvents(hub(), 'ben')).toHaveLength(2);
    expect(await endFaults(hub())).toEqual([]);
  });

  test('gives the new consent back where it is never completed', async () => {
    await connectGoogle(hub(), 'ben');
    const run = await begin();
    expect((await consent()).get('result')).toBe('ok');
    await hub().advance('PT3M');
    expect(await grantOf(run)).toBe('renewed');
    await hub().advance('PT30M');
    expect(await grants()).toEqual([]);
    expect(await endFaults(hub())).toEqual([]);
  });

  test('is told to come back while Google takes the old grant, and with it any newer one', async () => {
    await connectGoogle(hub(), 'ben');
    // A word that nobody knows is waited out, and no client library repeats it by itself.
    await hub().google.fault({
      match: { path: '/revoke' },
      status: 400,
      body: { error: 'later' },
      times: 50,
    });
    const run = await begin();
    await hub().advance('PT3M');
    expect((await consent()).get('code')).toBe('busy');
    await hub().google.clearFaults();
    await hub().advance('PT10M');
    expect([await card(), await grantOf(run)]).toEqual(['not_connected', 'revoked']);
    expect(await connectGoogle(hub(), 'ben')).toMatchObject({ state: 'connected' });
    expect(await endFaults(hub())).toEqual([]);
  });
});

test('a reconnect that was never finished leaves no feed, row or secret of before behind', async () => {
  await connectGoogle(hub(), 'ben');
  await (await inGoogle(hub(), 'ben')).add({
    summary: 'Dentist',
    start: { dateTime: '2027-01-09T09:00:00Z' },
    end: { dateTime: '2027-01-09T10:00:00Z' },
  });
  await hub().advance('PT2M');
  const [account] = (await hub().ask(Card, 'GET', CARD, { user: 'ben' })).accounts;
  const back = await consent({ account: account?.id });
  hub().aws.secrets.faults.add({ kind: 'fail', operation: 'CreateSecret', about: 'connections', times: 3 });
  await complete(back.get('attempt'));
  await begin();
  await hub().advance('PT15M');
  expect(await card()).toBe('not_connected');
  expect(await storedItems(hub(), 'FEED#')).toEqual([]);
  expect(connectionSecrets(hub())).toEqual([]);
  expect(await grants()).toEqual([]);
  expect(await endFaults(hub())).toEqual([]);
});
