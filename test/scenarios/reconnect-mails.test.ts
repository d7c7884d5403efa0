import { describe, expect, test } from 'vitest';
import { Card } from '../../events/http/integrations.ts';
import { processClock } from '../../infra/local/clock.ts';
import { durationMs } from '../../infra/local/duration.ts';
import { connectGoogle } from '../support/connect-google.ts';
import { deliverTwice } from '../support/deliver-twice.ts';
import { useHub } from '../support/hub.ts';
import { reconnectGoogle } from '../support/reconnect-google.ts';
import { storedItems } from '../support/stored-items.ts';

const hub = useHub();
const CARD = '/v1/me/integrations/google_calendar';
const LOST = 'Meridian has lost the connection to your Google Calendar';
const AGAIN = `Reminder: ${LOST}`;

const card = () => hub().ask(Card, 'GET', CARD, { user: 'ben' });
const mails = () => hub().inbox.to('ben@acme.example');
const subjects = async () => (await mails()).map(({ subject }) => subject);
const settings = (body: unknown) => hub().call('PUT', '/v1/admin/settings', { user: 'ada', body });

/** A day goes by; the hourly stops of a hub with nothing to do are left out. */
const nextDay = async () => {
  processClock.advance(durationMs('PT23H') ?? 0);
  await hub().advance('PT1H');
};

/** Ben's access is taken away, and it is noticed by the next look at his calendar. */
const lose = async (more: object = {}) => {
  await connectGoogle(hub(), 'ben', more);
  hub().inbox.clear();
  await hub().google.revoke('ben@gmail.example');
  await hub().advance('PT2H');
  expect((await card()).state).toBe('needs_reauth');
};

describe('a user whose connection was lost', () => {
  test('hears of it once a day at most: at once, and on days 1, 3, 7 and 14', async () => {
    const end = deliverTwice(hub());
    await lose();
    expect(await subjects()).toEqual([LOST]);
    const days: number[] = [];
    for (let day = 1; day <= 15; day += 1) {
      await nextDay();
      const known = await subjects();
      for (let more = days.length + 1; more < known.length; more += 1) days.push(day);
    }
    end();
    expect(days).toEqual([1, 3, 7, 14]);
    expect(await subjects()).toEqual([LOST, AGAIN, AGAIN, AGAIN, AGAIN]);
    expect(hub().dlq('mail')).toBe(0);
  });

  test('reads what has happened, what to do, whom to ask and what to refer to, in their language', async () => {
    await settings({
      urls: { integrations: 'https://app.example/integrations' },
      supportContact: 'help@acme.example',
      brand: { name: 'Acme <Meet>', fromName: 'Acme', replyTo: 'desk@acme.example', footer: 'Acme Ltd' },
    });
    await lose();
    const [mail, ...more] = await mails();
    expect(more).toEqual([]);
    expect(mail?.text).toContain(
      'The permission that Acme <Meet> had for your Google Calendar was taken back',
    );
    expect(mail?.text).toContain('connect the same account again');
    expect(mail?.text).toContain('Connect again: https://app.example/integrations');
    expect(mail?.text).toContain('Questions? Contact help@acme.example');
    const [account] = (await card()).accounts;
    expect(mail?.text).toContain(`Reference: ${account?.id} (token-${account?.id})`);
    expect(mail?.text).toContain('ben@gmail.example');
    expect(mail?.html).toContain('Acme &lt;Meet&gt;');
    expect(mail?.html).toContain('href="https://app.example/integrations"');
    expect(mail?.headers['reply-to']).toContain('desk@acme.example');
    await hub().call('PATCH', '/v1/me', { user: 'ben', body: { locale: 'cs' } });
    await nextDay();
    const [, czech] = await mails();
    expect(czech?.subject).toBe('Připomínka: Spojení s vaším Google Calendar se přerušilo (Acme <Meet>)');
    expect(czech?.text).toContain('připojte znovu stejný účet');
  });

  test('is left alone from the reconnect on, and told anew when it is lost anew', async () => {
    await lose();
    await reconnectGoogle(hub(), 'ben');
    await nextDay();
    await hub().advance('PT2H');
    expect(await subjects()).toEqual([LOST]);
    await hub().google.revoke('ben@gmail.example');
    await hub().advance('PT2H');
    expect(await subjects()).toEqual([LOST, LOST]);
    await nextDay();
    expect(await subjects()).toEqual([LOST, LOST, AGAIN]);
  });

  test.each([
    ['has disconnected it', () => hub().call('DELETE', CARD, { user: 'ben' })],
    ['is no person of the org any more', () => hub().call('DELETE', '/v1/admin/users/ben', { user: 'ada' })],
    ['may no longer use the platform', () => settings({ platforms: ['google_meet'] })],
  ])('is reminded of nothing when the user %s', async (_, end) => {
    await lose();
    expect((await end()).status).toBeLessThan(300);
    await nextDay();
    await hub().advance('PT2H');
    expect(await subjects()).toEqual([LOST]);
  });

  test('hears once of a permission that is found missing later, and what was imported goes', async () => {
    await connectGoogle(hub(), 'ben');
    hub().inbox.clear();
    const body = { error: { code: 403, errors: [{ reason: 'insufficientPermissions' }] } };
    await hub().google.fault({ match: { path: '/events$' }, status: 403, body, times: 1_000 });
    await hub().advance('PT80M');
    expect(await card()).toMatchObject({ state: 'insufficient_scope', actions: ['reconnect', 'disconnect'] });
    await nextDay();
    await nextDay();
    expect(await subjects()).toEqual([LOST]);
    expect((await mails())[0]?.text).toContain('tick every box');
    expect((await storedItems(hub(), 'FEED#')).filter(({ sk }) => sk !== 'FEED')).toEqual([]);
    expect(await storedItems(hub(), 'DUE#')).toEqual([]);
    await hub().google.clearFaults();
    await reconnectGoogle(hub(), 'ben');
    expect((await card()).state).toBe('connected');
  });

  test('hears nothing who disconnects on their own', async () => {
    await connectGoogle(hub(), 'ben');
    hub().inbox.clear();
    await hub().call('DELETE', CARD, { user: 'ben' });
    await hub().advance('PT2H');
    expect(await mails()).toEqual([]);
  });

  test('hears of it though mail is throttled, unreachable, and the machine dies', async () => {
    const { ses, tables } = hub().aws;
    ses.faults.add({ kind: 'throttle', times: 2 });
    ses.faults.add({ kind: 'drop', about: 'ben@acme.example', times: 2 });
    tables.faults.add({ kind: 'fail', operation: 'TransactWriteItems', about: 'LOSS', times: 6 });
    await lose();
    await hub().advance('PT1H');
    expect(await subjects()).toEqual([LOST]);
    await nextDay();
    expect(await subjects()).toEqual([LOST, AGAIN]);
  });

  test('is told of the next day though the last address was refused', async () => {
    hub().aws.ses.faults.add({ kind: 'reject', about: 'ben@acme.example', times: 1 });
    await lose();
    expect(await subjects()).toEqual([]);
    await nextDay();
    expect(await subjects()).toEqual([AGAIN]);
  });
});
