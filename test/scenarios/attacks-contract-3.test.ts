import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { AdminEvents } from '../../events/http/admin-events.ts';
import { ExternalEvents } from '../../events/http/external-events.ts';
import { Card } from '../../events/http/integrations.ts';
import { RunReply, RunStarted } from '../../events/http/runs.ts';
import { connectGoogle } from '../support/connect-google.ts';
import { useHub } from '../support/hub.ts';
import { accountOf } from '../support/meeting.ts';
import { Problem } from '../support/order.ts';

const hub = useHub();
const CARD = '/v1/me/integrations/google_calendar';

const card = () => hub().ask(Card, 'GET', CARD, { user: 'ben' });
const cardTag = async (): Promise<string> =>
  (await hub().call('GET', CARD, { user: 'ben' })).headers.etag ?? '';
const tighten = (headers: Record<string, string> = {}) =>
  hub().call('PATCH', CARD, { user: 'ben', body: { privacy: 'full_private' }, headers });
const leave = (bookings: string, headers: Record<string, string>) =>
  hub().call('DELETE', `${CARD}?bookings=${bookings}`, { user: 'ben', headers });
const run = (id: string) => hub().ask(RunReply, 'GET', `/v1/runs/${id}`, { user: 'ada' });
const statuses = (answers: readonly { status: number }[]): number[] =>
  answers.map(({ status }) => status).toSorted();

describe('two clients at once that have read the same card', () => {
  it('of two changes of privacy the second is told that it is stale', async () => {
    await connectGoogle(hub(), 'ben');
    const seen = { 'if-match': await cardTag() };
    expect(statuses(await Promise.all([tighten(seen), tighten(seen)]))).toEqual([200, 412]);
    await hub().settle();
    expect((await tighten(seen)).status).toBe(412);
    expect((await card()).accounts).toMatchObject([{ privacy: 'full_private' }]);
  });

  it('of two disconnects, one that keeps and one that cancels the bookings, only one is taken', async () => {
    await connectGoogle(hub(), 'ben');
    const seen = { 'if-match': await cardTag() };
    expect(statuses(await Promise.all([leave('keep', seen), leave('cancel', seen)]))).toEqual([202, 412]);
    await hub().settle();
  });
});

describe('who somebody is', () => {
  it.each([
    { sub: 'ben ' },
    { sub: ' ben' },
    { sub: 'constructor' },
    { sub: 'gus', org: ' acme', role: 'admin' },
  ])('%j is nobody: not ben, and not an admin of acme', async (claims) => {
    const user = { org: 'acme', role: 'member', email: 'x@acme.example', ...claims };
    const { status, body } = await hub().call('GET', '/v1/me', { user });
    expect([status, Problem.parse(body).code]).toEqual([401, 'unauthorized']);
  });
});

describe('a connection that is not as it was', () => {
  it('[INT-17] its privacy cannot be changed while the platform is off, and is as before when it is on again', async () => {
    await connectGoogle(hub(), 'ben');
    const allow = (platforms: string[]) =>
      hub().call('PUT', '/v1/admin/settings', { user: 'ada', body: { platforms } });
    await allow([]);
    const { status, body } = await tighten();
    expect([status, Problem.parse(body).code]).toEqual([403, 'platform_disabled']);
    await allow(['google_calendar', 'google_meet']);
    expect((await card()).accounts).toMatchObject([{ privacy: 'default' }]);
  });

  it('one account that is being left does not stand in the way of the privacy of the other', async () => {
    await hub().call('PUT', '/v1/admin/settings', { user: 'ada', body: { accountsPerPlatform: 2 } });
    await connectGoogle(hub(), 'ben');
    await connectGoogle(hub(), 'ben', { email: 'home@gmail.example' });
    const home = (await card()).accounts.find(({ label }) => label === 'home@gmail.example');
    await hub().call('DELETE', `${CARD}?account=${home?.id}`, { user: 'ben' });
    expect((await tighten()).status).toBe(200);
    const { accounts } = await card();
    expect(accounts.find(({ label }) => label === accountOf('ben'))?.privacy).toBe('full_private');
    await hub().settle();
  });

  it('[SYNC-18] when it is lost, what happens in its calendars is unknown, also where none of them was ticked', async () => {
    await connectGoogle(hub(), 'ben');
    const list = z.object({ items: z.array(z.looseObject({ id: z.string() })) });
    const { items } = await hub().ask(list, 'GET', '/v1/me/calendars', { user: 'ben' });
    await hub().call('PATCH', `/v1/me/calendars/${items[0]?.id}`, { user: 'ben', body: { busy: false } });
    const window = 'from=2027-01-04T00:00:00Z&to=2027-01-11T00:00:00Z';
    const read = () =>
      hub().ask(ExternalEvents, 'GET', `/v1/users/ben/external-events?${window}`, { user: 'ben' });
    expect(await read()).toMatchObject({ items: [], known: true });
    await hub().google.revoke(accountOf('ben'));
    await hub().advance('PT2H');
    expect((await card()).state).toBe('needs_reauth');
    expect(await read()).toMatchObject({ items: [], known: false });
  });

  it('its events say whose it is, and the run of an admin ended when its last part did', async () => {
    await connectGoogle(hub(), 'ben');
    // Two changes of one instant have no order.
    await hub().advance('PT1S');
    const body = { userIds: ['ben'], platform: 'google_calendar' };
    const started = await hub().ask(RunStarted, 'POST', '/v1/admin/integrations/remove', {
      user: 'ada',
      body,
    });
    await hub().settle();
    await hub().advance('PT9M');
    const { outcomes } = z
      .looseObject({ outcomes: z.array(z.looseObject({ runs: z.array(z.string()) })) })
      .parse((await run(started.run.id)).result);
    const part = await run(outcomes[0]?.runs[0] ?? '');
    expect(await run(started.run.id)).toMatchObject({ state: 'done', finishedAt: part.finishedAt });
    const { items } = await hub().ask(AdminEvents, 'GET', '/v1/admin/events?limit=100', { user: 'ada' });
    expect(
      items
        .filter(({ type }) => type.startsWith('connection.'))
        .map(({ type, actor, data }) => [type, actor.id ?? actor.kind, data.userId]),
    ).toEqual([
      ['connection.connected', 'ben', 'ben'],
      ['connection.disconnecting', 'ada', 'ben'],
      ['connection.disconnected', 'system', 'ben'],
    ]);
  });
});
