import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { connectGoogle } from '../support/connect-google.ts';
import { connectionSecrets } from '../support/connection-secrets.ts';
import { endFaults } from '../support/end-state.ts';
import { useHub } from '../support/hub.ts';
import { GINA, readBooking } from '../support/meeting.ts';
import { book, Problem } from '../support/order.ts';
import { storedItems } from '../support/stored-items.ts';

const hub = useHub();
const CARD = '/v1/me/integrations/google_calendar';
const RETURN_URL = 'http://127.0.0.1/app';

const settings = (body: Record<string, unknown>) =>
  hub().ask(z.unknown(), 'PUT', '/v1/admin/settings', {
    user: 'ada',
    body: { origins: ['http://127.0.0.1:*', 'http://127.0.0.1'], ...body },
  });

const start = () => hub().call('POST', `${CARD}/connect`, { user: 'ben', body: { returnUrl: RETURN_URL } });

/** What the product's page is told when Ben comes back from Google with that account. */
const comeBack = async (account: string, over: Record<string, unknown> = {}) => {
  const { authorizeUrl } = z.looseObject({ authorizeUrl: z.url() }).parse((await start()).body);
  await hub().google.account({ email: account, name: 'Ben', ...over });
  const redirectTo = await hub().google.consent({ authorizeUrl, account });
  return async () => {
    const { status, headers } = await hub().call('GET', redirectTo);
    expect(status).toBe(302);
    return Object.fromEntries(new URL(headers.location ?? '').searchParams);
  };
};

const complete = (attempt: string | undefined) =>
  hub().call('POST', `${CARD}/complete`, { user: 'ben', body: { attempt } });

const card = () => hub().call('GET', CARD, { user: 'ben' });

/** Of an account that was not taken there is no trace, neither here nor of our grant at Google. */
const expectNothingOf = async (account: string): Promise<void> => {
  const { google } = hub();
  const { grants, accounts } = await google.state();
  expect(grants).toEqual([]);
  expect(connectionSecrets(hub())).toEqual([]);
  const stored = JSON.stringify(await storedItems(hub(), ''));
  const sub = String(accounts.find(({ email }) => email === account)?.sub);
  for (const word of [account, sub, 'CONNECTION#', 'CLAIM#', 'FEED#', 'sealed', 'ciphertext'])
    expect(stored).not.toContain(word);
  expect(await endFaults(hub())).toEqual([]);
};

describe('[INT-17] an operator decides what may be connected', () => {
  it('[INT-17] a platform that is switched off cannot be connected, and has no card', async () => {
    await settings({ platforms: ['google_meet'] });
    const { status, body } = await start();
    expect([status, Problem.parse(body).code]).toEqual([403, 'platform_disabled']);
    expect((await card()).status).toBe(403);
    expect(await storedItems(hub(), 'ATTEMPT#')).toEqual([]);
    await settings({ platforms: ['google_calendar', 'google_meet'] });
    expect((await connectGoogle(hub(), 'ben')).state).toBe('connected');
  });

  it('[INT-17] a platform that is switched off while its user is at Google is not connected', async () => {
    const back = await comeBack('ben@gmail.example');
    await settings({ platforms: ['google_meet'] });
    expect(await back()).toMatchObject({ result: 'error', code: 'platform_disabled' });
    await hub().advance('PT20M');
    await expectNothingOf('ben@gmail.example');
  });

  it('[INT-17] a platform that is switched off before its user completes is not connected', async () => {
    const back = await comeBack('ben@gmail.example');
    const { attempt } = await back();
    await settings({ platforms: ['google_meet'] });
    const { status, body } = await complete(attempt);
    expect([status, Problem.parse(body).code]).toEqual([403, 'platform_disabled']);
    await hub().advance('PT20M');
    await expectNothingOf('ben@gmail.example');
  });

  it('[INT-17] an account of another domain leaves nothing behind, and its user is told which domains are allowed', async () => {
    await settings({ accountDomains: ['acme.example', 'acme.test'] });
    const back = await comeBack('ben@gmail.example');
    expect(await back()).toMatchObject({ result: 'error', code: 'domain_not_allowed' });
    await hub().advance('PT20M');
    await expectNothingOf('ben@gmail.example');
    expect((await card()).body).toMatchObject({
      state: 'not_connected',
      reason: 'not_permitted',
      help: {
        text: expect.stringContaining('allows accounts of acme.example, acme.test only'),
      },
    });
    expect((await connectGoogle(hub(), 'ben', { email: 'ben@acme.example' })).state).toBe('connected');
  });

  it.each(['ben@acme.example.evil.example', 'ben@notacme.example', 'acme.example@gmail.example'])(
    '[INT-17] %s only looks like the allowed domain',
    async (account) => {
      await settings({ accountDomains: ['acme.example'] });
      const back = await comeBack(account);
      expect(await back()).toMatchObject({ code: 'domain_not_allowed' });
      await hub().advance('PT20M');
      await expectNothingOf(account);
    },
  );

  it('[INT-17] a domain that is forbidden before the user completes is refused then, by the same words', async () => {
    const back = await comeBack('ben@gmail.example');
    const { attempt } = await back();
    await settings({ accountDomains: ['acme.example'] });
    const { status, body } = await complete(attempt);
    expect(status).toBe(403);
    expect(Problem.parse(body).detail).toContain('allows accounts of acme.example only');
    await hub().advance('PT20M');
    await expectNothingOf('ben@gmail.example');
  });
});

describe('[INT-19] an account that Google lets have no calendar', () => {
  it.each([
    ['unlicensed', { calendarOff: true }],
    ['suspended', { suspended: true }],
  ])('[INT-19] %s: it ends as not connected with that reason, and no secret is left', async (_, over) => {
    const back = await comeBack('ben@work.example', over);
    expect(await back()).toMatchObject({ result: 'error', code: 'account_unusable' });
    await hub().advance('PT20M');
    await expectNothingOf('ben@work.example');
    expect((await card()).body).toMatchObject({
      state: 'not_connected',
      reason: 'account_unusable',
      help: { text: expect.stringContaining('no licence for Google Calendar') },
      accounts: [],
    });
  });

  it('[INT-19] once it has one, it is connected', async () => {
    const back = await comeBack('ben@work.example', { calendarOff: true });
    await back();
    await hub().google.account({ email: 'ben@work.example', name: 'Ben', calendarOff: false });
    expect((await connectGoogle(hub(), 'ben', { email: 'ben@work.example' })).state).toBe('connected');
  });

  it('[INT-19] one that loses it later says so, keeps what is booked, and goes on once it has one again', async () => {
    const { google, advance } = hub();
    const account = { email: 'ben@work.example', name: 'Ben' };
    await connectGoogle(hub(), 'ben', account);
    const { id } = await book(hub(), { guests: [GINA] });
    await hub().settle();
    await google.account({ ...account, calendarOff: true });
    await advance('PT2H');
    expect((await card()).body).toMatchObject({
      state: 'needs_reauth',
      reason: 'account_unusable',
      help: { text: expect.stringContaining('has lost its calendar') },
    });
    const back = await comeBack('ben@work.example', { calendarOff: true });
    expect(await back()).toMatchObject({ code: 'account_unusable' });
    expect((await card()).body).toMatchObject({ state: 'needs_reauth', reason: 'account_unusable' });
    await google.account({ ...account, calendarOff: false });
    expect((await connectGoogle(hub(), 'ben', account)).state).toBe('connected');
    expect((await readBooking(hub(), id)).hosts[0]?.calendar.state).toBe('synced');
    expect(connectionSecrets(hub())).toHaveLength(1);
  });

  it.each([
    ['is late', { status: 503 }],
    ['is throttled', { status: 429 }],
    ['is cut off', { reset: true }],
  ])('[INT-19] a calendar that only %s is no reason', async (_, fault) => {
    const back = await comeBack('ben@work.example');
    await hub().google.fault({ match: { path: '/freeBusy$' }, ...fault });
    const { result, attempt } = await back();
    expect(result).toBe('ok');
    expect((await complete(attempt)).status).toBe(200);
  });
});
