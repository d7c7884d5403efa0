import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { Card } from '../../events/http/integrations.ts';
import { connectOutlook, outlookAccountOf, reconnectOutlook } from '../support/connect-outlook.ts';
import { useHub } from '../support/hub.ts';
import { storedItems } from '../support/stored-items.ts';

const hub = useHub();
const BEN = outlookAccountOf('ben');
const CANARY = 'Canary at the dentist';

const card = () => hub().ask(Card, 'GET', '/v1/me/integrations/outlook_calendar', { user: 'ben' });
const rows = async () => (await storedItems(hub(), 'FEED#')).filter(({ sk }) => sk !== 'FEED');
const Answer = z.object({
  items: z.array(z.looseObject({ known: z.boolean(), busy: z.array(z.unknown()) })),
});
const availability = async () =>
  (
    await hub().ask(
      Answer,
      'GET',
      '/v1/availability?users=ben&from=2027-01-05T00:00:00Z&to=2027-01-08T00:00:00Z&zone=UTC',
      { user: 'ben' },
    )
  ).items[0];

/** Ben has a calendar with something of his own in it, and no notification ever comes. */
const withoutPushes = async (more: Record<string, unknown> = {}) => {
  const { microsoft } = hub();
  await microsoft.account({ email: BEN, name: 'ben', ...more });
  const ask = await microsoft.as(BEN);
  await ask('POST', '/v1.0/me/events', {
    subject: CANARY,
    start: { dateTime: '2027-01-06T08:00:00', timeZone: 'UTC' },
    end: { dateTime: '2027-01-06T09:00:00', timeZone: 'UTC' },
  });
  await connectOutlook(hub(), 'ben');
  await microsoft.webhooks({ mode: 'drop' });
};

const lost = async (how: string) => {
  await hub().microsoft.control('revoke', { account: BEN, how });
  await hub().advance('PT75M');
};

describe('access that was taken away at Microsoft, which tells nobody', () => {
  test('[SYNC-18] is noticed within one sync interval: imported time goes, the claim stays, the user is told once', async () => {
    await withoutPushes();
    expect(JSON.stringify(await rows())).toContain(CANARY);
    hub().inbox.clear();
    await lost('consent');
    expect(await card()).toMatchObject({
      ...{ state: 'needs_reauth', reason: 'revoked', actions: ['reconnect', 'disconnect'] },
      help: { text: expect.stringContaining('connect the same account again') },
    });
    expect(await rows()).toEqual([]);
    expect(JSON.stringify(await hub().aws.tables.snapshot())).not.toContain(CANARY);
    expect(await storedItems(hub(), 'CLAIM#')).toHaveLength(1);
    expect((await availability())?.known).toBe(false);
    const [mail, ...more] = await hub().inbox.to('ben@acme.example');
    expect(more).toEqual([]);
    expect(mail?.subject).toContain('lost the connection to your Outlook Calendar');
    expect(mail?.text).toContain('https://myapps.microsoft.com');
    await reconnectOutlook(hub(), 'ben');
    expect((await card()).state).toBe('connected');
    expect(JSON.stringify(await rows())).toContain(CANARY);
    expect(await availability()).toMatchObject({ known: true, busy: [{}] });
  });

  test.each([
    ['sessions', 'revoked', 'taken back'],
    ['mfa', 'expired', 'has ended'],
    ['conditional_access', 'not_permitted', 'under conditions of its own'],
    ['disable', 'account_unusable', 'lost its mailbox'],
  ])('[SYNC-18] by %s is called %s, and the card says what to do', async (how, reason, words) => {
    await withoutPushes();
    hub().inbox.clear();
    await lost(how);
    const { state, reason: said, help } = await card();
    expect({ state, reason: said }).toEqual({ state: 'needs_reauth', reason });
    expect(help?.text).toContain(words);
    expect(await rows()).toEqual([]);
    expect(await hub().inbox.to('ben@acme.example')).toHaveLength(1);
  });

  test('of a personal account is the same', async () => {
    await withoutPushes({ personal: true });
    await lost('consent');
    expect(await card()).toMatchObject({ state: 'needs_reauth', reason: 'revoked' });
    expect(await rows()).toEqual([]);
  });

  test('is told on the days 0, 1, 3, 7 and 14, and then no more', async () => {
    await withoutPushes();
    hub().inbox.clear();
    await lost('consent');
    const days: number[] = [];
    for (let day = 0; day < 20; day += 1) {
      if ((await hub().inbox.to('ben@acme.example')).length > 0) days.push(day);
      hub().inbox.clear();
      await hub().advance('P1D');
    }
    expect(days).toEqual([0, 1, 3, 7, 14]);
  });
});

describe('what ends nobody’s connection', () => {
  const tenant = (app: string) => hub().microsoft.control('tenants', { domain: 'contoso.example', app });

  test('an organization that has switched the app off: cards say so, and all goes on when it is back on', async () => {
    await withoutPushes();
    hub().inbox.clear();
    await tenant('disabled');
    await hub().advance('PT75M');
    expect(await card()).toMatchObject({
      ...{ state: 'connected', reason: 'not_permitted' },
      help: { text: expect.stringContaining('has to allow it again') },
    });
    const seen = await hub().call('GET', '/v1/admin/integrations?platform=outlook_calendar', { user: 'ada' });
    expect(JSON.stringify(seen.body)).toContain('not_permitted');
    expect(await hub().inbox.all()).toEqual([]);
    await tenant('enabled');
    await hub().advance('PT80M');
    const { state, reason, help } = await card();
    expect({ state, reason, help }).toEqual({ state: 'connected' });
    expect(JSON.stringify(await rows())).toContain(CANARY);
    expect(hub().dlq('sync')).toBe(0);
  });

  test('our own secret having expired: one call at a time asks whether it is over, and operators are alarmed', async () => {
    await withoutPushes();
    hub().inbox.clear();
    await hub().microsoft.control('app', { secretExpired: true });
    await hub().advance('PT75M');
    expect((await card()).state).toBe('connected');
    expect(await hub().inbox.all()).toEqual([]);
    expect(hub().logs().join('\n')).toContain('"breaker.opened"');
    expect(hub().logs().join('\n')).toContain('AADSTS7000222');
    await hub().microsoft.control('app', { secretExpired: false });
    await hub().advance('PT80M');
    expect(await availability()).toMatchObject({ known: true, busy: [{}] });
  });
});
