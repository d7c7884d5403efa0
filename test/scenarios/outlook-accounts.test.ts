import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { Card } from '../../events/http/integrations.ts';
import { processClock } from '../../infra/local/clock.ts';
import { connectOutlook, reconnectOutlook } from '../support/connect-outlook.ts';
import { connectionSecrets } from '../support/connection-secrets.ts';
import { endFaults } from '../support/end-state.ts';
import { START, useHub } from '../support/hub.ts';
import { Problem } from '../support/order.ts';
import { storedItems } from '../support/stored-items.ts';

const hub = useHub();
const CARD = '/v1/me/integrations/outlook_calendar';
const RETURN_URL = 'http://127.0.0.1/app';
const BEN = 'ben@contoso.example';
const Started = z.object({ authorizeUrl: z.url(), expiresAt: z.string() });

const settings = (body: object) =>
  hub().ask(z.unknown(), 'PUT', '/v1/admin/settings', {
    user: 'ada',
    body: { origins: ['http://127.0.0.1'], ...body },
  });

const begin = async (user = 'ben', body: object = {}): Promise<string> =>
  (await hub().ask(Started, 'POST', `${CARD}/connect`, { user, body: { returnUrl: RETURN_URL, ...body } }))
    .authorizeUrl;

const cardOf = (user = 'ben') => hub().ask(Card, 'GET', CARD, { user });

/** What the product's page is told by the address that the browser comes back with. */
const told = async (redirectTo: string): Promise<Record<string, string>> => {
  const { status, headers } = await hub().call('GET', redirectTo);
  expect(status).toBe(302);
  return Object.fromEntries(new URL(headers.location ?? '').searchParams);
};

interface Choice {
  readonly user?: string;
  readonly decision?: 'allow' | 'deny';
  readonly withhold?: readonly string[];
  readonly body?: object;
}

const comeBack = async (account: string, { user, body, ...choice }: Choice = {}) =>
  told(await hub().microsoft.consent({ authorizeUrl: await begin(user, body), account, ...choice }));

const complete = (attempt: string | undefined, user = 'ben') =>
  hub().call('POST', `${CARD}/complete`, { user, body: { attempt } });

/** Of an account that was not taken nothing is left here. */
const expectNothingOf = async (account: string): Promise<void> => {
  await hub().advance('PT20M');
  expect(connectionSecrets(hub())).toEqual([]);
  const { accounts } = await hub().microsoft.state();
  const oid = String(accounts.find(({ email }) => email === account)?.oid);
  const stored = JSON.stringify(await storedItems(hub(), ''));
  for (const word of [account, oid, 'CONNECTION#', 'CLAIM#', 'FEED#', 'sealed', 'ciphertext'])
    expect(stored).not.toContain(word);
  expect(await endFaults(hub())).toEqual([]);
};

describe('signing in at Microsoft', () => {
  it('[INT-02] sends people there with state, proof and the permissions that the card names', async () => {
    const url = new URL(await begin());
    expect(url.pathname).toBe('/common/oauth2/v2.0/authorize');
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      response_type: 'code',
      prompt: 'select_account',
      code_challenge_method: 'S256',
      code_challenge: expect.stringMatching(/^[\w-]{43}$/u),
      redirect_uri: `${hub().url}/v1/oauth/microsoft/callback`,
      scope: 'openid profile email offline_access Calendars.ReadWrite Calendars.Read User.Read',
    });
    expect(url.searchParams.get('state')?.length).toBeGreaterThan(40);
  });

  it('[INT-03] belongs to the user who began, not to whoever completes it, and the account to its own id', async () => {
    await hub().microsoft.account({ email: BEN, name: 'Ben' });
    const { attempt } = await comeBack(BEN);
    expect((await complete(attempt, 'dan')).status).toBe(403);
    await expectNothingOf(BEN);
    await connectOutlook(hub(), 'ben');
    const { accounts } = await hub().microsoft.state();
    const claims = (await storedItems(hub(), 'CLAIM#')).map(({ accountKey }) => accountKey);
    expect(claims).toEqual([`${String(accounts[0]?.tid)}.${String(accounts[0]?.oid)}`]);
  });

  it('[INT-04] who presses cancel is told so, and may try again', async () => {
    await hub().microsoft.account({ email: BEN, name: 'Ben' });
    expect(await comeBack(BEN, { decision: 'deny' })).toMatchObject({
      result: 'error',
      code: 'access_denied',
    });
    expect(await cardOf()).toMatchObject({
      state: 'not_connected',
      reason: 'access_denied',
      help: { text: expect.stringContaining('you did not allow the access') },
    });
    await expectNothingOf(BEN);
    expect((await connectOutlook(hub(), 'ben')).state).toBe('connected');
    expect((await cardOf()).help).toBeUndefined();
  });

  it.each([
    ['a used one', (back: string) => hub().call('GET', back), START],
    ['an expired one', () => Promise.resolve(), '2027-01-04T09:15:00.000Z'],
  ])('a way back is open once and not for long: %s is a page in words', async (_, before, at) => {
    await hub().microsoft.account({ email: BEN, name: 'Ben' });
    const back = await hub().microsoft.consent({ authorizeUrl: await begin(), account: BEN });
    await before(back);
    processClock.freeze(at);
    const calls = async () => (await hub().microsoft.state()).calls.length;
    const asked = await calls();
    const { status, body } = await hub().call('GET', back);
    expect(status).toBe(400);
    expect(String(body)).toContain('This way back is not open any more');
    expect(await calls()).toBe(asked);
  });

  it('a code of Microsoft’s is of no use at Google’s or Zoom’s way back', async () => {
    await hub().microsoft.account({ email: BEN, name: 'Ben' });
    const back = await hub().microsoft.consent({ authorizeUrl: await begin(), account: BEN });
    for (const provider of ['google', 'zoom']) {
      const elsewhere = back.replace('/oauth/microsoft/', `/oauth/${provider}/`);
      expect((await hub().call('GET', elsewhere)).status).toBe(400);
    }
    expect(await told(back)).toMatchObject({ result: 'ok' });
  });
});

describe('whose account it is', () => {
  it('[INT-20] a second user of the org is refused, without a word about whose it is, and the first works on', async () => {
    await connectOutlook(hub(), 'ben');
    const refused = await comeBack(BEN, { user: 'chloe' });
    expect(refused).toMatchObject({ result: 'error', code: 'account_in_use' });
    expect(Object.keys(refused).toSorted()).toEqual(['code', 'platform', 'requestId', 'result']);
    const card = await cardOf('chloe');
    expect(card).toMatchObject({ state: 'not_connected', reason: 'not_permitted' });
    expect(JSON.stringify(card)).not.toMatch(/ben/iu);
    await hub().advance('PT2H');
    expect((await cardOf()).state).toBe('connected');
    expect(connectionSecrets(hub())).toHaveLength(1);
  });

  it('another org may connect the same account: its claims are its own', async () => {
    await connectOutlook(hub(), 'ben');
    expect((await connectOutlook(hub(), 'hana', { email: BEN })).state).toBe('connected');
    expect((await cardOf()).state).toBe('connected');
  });

  it('[INT-20] a second account is refused by the policy, and taken where the policy allows it', async () => {
    await connectOutlook(hub(), 'ben');
    await hub().microsoft.account({ email: 'ben@outlook.com', name: 'Ben' });
    expect(await comeBack('ben@outlook.com')).toMatchObject({ code: 'already_connected' });
    await settings({ accountsPerPlatform: 2 });
    expect((await cardOf()).actions).toContain('add_account');
    expect((await complete((await comeBack('ben@outlook.com')).attempt)).status).toBe(200);
    expect((await cardOf()).accounts.map(({ label }) => label).toSorted()).toEqual([BEN, 'ben@outlook.com']);
  });

  it('is connected again by the very same one, never by another', async () => {
    await connectOutlook(hub(), 'ben');
    const [account] = (await cardOf()).accounts;
    await hub().microsoft.account({ email: 'other@contoso.example', name: 'Other' });
    const body = { account: account?.id };
    expect(await comeBack('other@contoso.example', { body })).toMatchObject({ code: 'different_account' });
    expect(await cardOf()).toMatchObject({ state: 'connected', accounts: [{ id: account?.id, label: BEN }] });
    await reconnectOutlook(hub(), 'ben');
    expect(await cardOf()).toMatchObject({ state: 'connected', accounts: [{ id: account?.id, label: BEN }] });
    expect(connectionSecrets(hub())).toHaveLength(1);
  });

  it('a personal account works as one of a company does', async () => {
    const card = await connectOutlook(hub(), 'ben', { email: 'ben@outlook.com' });
    expect(card).toMatchObject({ state: 'connected', accountLabel: 'ben@outlook.com' });
    const { items } = await hub().ask(z.object({ items: z.array(z.unknown()) }), 'GET', '/v1/me/calendars', {
      user: 'ben',
    });
    expect(items).toMatchObject([{ platform: 'outlook_calendar', primary: true, busy: true, target: true }]);
  });
});

describe('accounts that are not taken', () => {
  it('[INT-19] one without a usable mailbox is refused with that reason, and taken once it has one', async () => {
    await hub().microsoft.account({ email: BEN, name: 'Ben', mailbox: 'none' });
    expect(await comeBack(BEN)).toMatchObject({ result: 'error', code: 'account_unusable' });
    expect(await cardOf()).toMatchObject({
      state: 'not_connected',
      reason: 'account_unusable',
      help: { text: expect.stringContaining('no mailbox at Exchange Online') },
    });
    await expectNothingOf(BEN);
    await hub().microsoft.account({ email: BEN, name: 'Ben', mailbox: 'normal' });
    expect((await connectOutlook(hub(), 'ben')).state).toBe('connected');
  });

  it.each([
    ['is late', { status: 503 }],
    ['is throttled', { status: 429 }],
    ['is cut off', { reset: true }],
  ])('[INT-19] a mailbox that only %s is no reason', async (_, fault) => {
    await hub().microsoft.account({ email: BEN, name: 'Ben' });
    const back = await hub().microsoft.consent({ authorizeUrl: await begin(), account: BEN });
    await hub().microsoft.fault({ match: { path: '/calendarView' }, ...fault, times: 1 });
    const { result, attempt } = await told(back);
    expect(result).toBe('ok');
    expect((await complete(attempt)).status).toBe(200);
  });

  it('[INT-17] one of another domain leaves nothing behind, and its user is told which are allowed', async () => {
    await settings({ accountDomains: ['acme.example'] });
    await hub().microsoft.account({ email: BEN, name: 'Ben' });
    expect(await comeBack(BEN)).toMatchObject({ result: 'error', code: 'domain_not_allowed' });
    await expectNothingOf(BEN);
    expect(await cardOf()).toMatchObject({
      reason: 'not_permitted',
      help: { text: expect.stringContaining('allows accounts of acme.example only') },
    });
    expect((await connectOutlook(hub(), 'ben', { email: 'ben@acme.example' })).state).toBe('connected');
  });

  it('a platform that is switched off meanwhile is not connected', async () => {
    await hub().microsoft.account({ email: BEN, name: 'Ben' });
    const { attempt } = await comeBack(BEN);
    await settings({ platforms: ['google_calendar', 'microsoft_teams'] });
    const { status, body } = await complete(attempt);
    expect([status, Problem.parse(body).code]).toEqual([403, 'platform_disabled']);
    await expectNothingOf(BEN);
  });
});

describe('permissions that were not granted', () => {
  it('[INT-24] are named on the card, nothing is written, and connecting again heals it', async () => {
    await hub().microsoft.account({ email: BEN, name: 'Ben' });
    const { attempt } = await comeBack(BEN, { withhold: ['Calendars.ReadWrite'] });
    expect((await complete(attempt)).status).toBe(200);
    await hub().settle();
    const [held] = (await cardOf()).accounts;
    expect(await cardOf()).toMatchObject({
      state: 'insufficient_scope',
      missing: [{ id: 'calendars_write', text: expect.stringContaining('events') }],
      help: { text: expect.stringContaining('allow all of them') },
      actions: ['reconnect', 'disconnect'],
    });
    expect((await hub().microsoft.state()).calls.filter(({ method }) => method !== 'GET')).toHaveLength(1);
    await complete((await comeBack(BEN)).attempt);
    await hub().settle();
    expect(await cardOf()).toMatchObject({ state: 'connected', accounts: [{ id: held?.id }] });
    expect((await cardOf()).missing).toBeUndefined();
  });

  it('without the one that only eases things everything works', async () => {
    await hub().microsoft.account({ email: BEN, name: 'Ben' });
    const { attempt } = await comeBack(BEN, { withhold: ['Calendars.Read'] });
    await complete(attempt);
    await hub().settle();
    expect((await cardOf()).state).toBe('connected');
  });

  it('without the one that tells whose account it is, nothing is connected', async () => {
    await hub().microsoft.account({ email: BEN, name: 'Ben' });
    expect(await comeBack(BEN, { withhold: ['User.Read'] })).toMatchObject({ code: 'insufficient_scope' });
    expect((await cardOf()).help?.text).toContain('every permission that is needed');
    await expectNothingOf(BEN);
  });
});
