import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { IntegrationActionReply } from '../../events/http/act-on-integrations.ts';
import { AdminIntegrationsReply } from '../../events/http/integrations.ts';
import { connectGoogle } from '../support/connect-google.ts';
import { requestsOf } from '../support/connect-requests.ts';
import { useHub } from '../support/hub.ts';
import { book } from '../support/order.ts';

const hub = useHub();
const { act, ask, outcomes, readRun, settings, withProduct, mailed, pathOf, visit, press, consent } =
  requestsOf(hub);

describe('an admin asks people to connect', () => {
  it('[INT-30] finds, invites, books and removes a person who never signed in', async () => {
    await withProduct();
    const zoe = { name: 'Zoë Čapková', email: 'zoe@acme.example' };
    await hub().call('PUT', '/v1/admin/users/zoe', { user: 'ada', body: zoe });
    const found = () =>
      hub().ask(AdminIntegrationsReply, 'GET', '/v1/admin/integrations?q=capk', { user: 'ada' });
    expect((await found()).items.map(({ user }) => user.id)).toEqual(['zoe']);

    const run = await ask('invite', ['zoe']);
    expect(run).toMatchObject({ kind: 'invitations', counts: { sent: 1 } });
    const pressed = await press(await pathOf(zoe.email), 'full_private');
    expect(pressed.status).toBe(303);
    await consent(pressed.headers.location ?? '', { sub: 'zoe', org: 'acme', role: 'member', ...zoe });
    expect((await found()).items[0]?.cards[0]).toMatchObject({
      ...{ state: 'connected', accounts: [{ privacy: 'full_private' }] },
    });

    const { id } = await book(hub(), { hosts: ['zoe'] }, { user: 'ada' });
    await hub().settle();
    const removal = await ask('remove', ['zoe']);
    expect(removal).toMatchObject({ kind: 'disconnect', counts: { started: 1 } });
    await hub().advance('PT3M');
    expect(await readRun(removal.id)).toMatchObject({ state: 'done', result: { action: 'remove' } });
    expect((await found()).items[0]?.cards[0]?.state).toBe('not_connected');
    expect((await hub().google.state()).grants).toEqual([]);
    const booking = await hub().call('GET', `/v1/bookings/${id}`, { user: 'ada' });
    expect(booking.body).toMatchObject({ status: 'confirmed', hosts: [{ userId: 'zoe' }] });
    expect((await hub().call('DELETE', '/v1/admin/users/zoe', { user: 'ada' })).status).toBe(200);
    expect((await found()).items).toEqual([]);
  });

  it('mails each person once, whatever is delivered twice, and says in the run what came of it', async () => {
    await withProduct();
    await connectGoogle(hub(), 'chloe');
    hub().inbox.clear();
    const run = await ask('invite', ['ben', 'chloe', 'dan', 'eve', 'hana', 'nobody']);
    const result = {
      ...{ action: 'invite', platform: 'google_calendar' },
      outcomes: [
        { userId: 'ben', outcome: 'sent' },
        { userId: 'chloe', outcome: 'already_connected' },
        { userId: 'dan', outcome: 'sent' },
        { userId: 'eve', outcome: 'not_allowed' },
        { userId: 'hana', outcome: 'not_found' },
        { userId: 'nobody', outcome: 'not_found' },
      ],
    };
    expect(run.result).toEqual(result);
    const body = { v: 1, kind: 'connect_requests', org: 'acme', runId: run.id, trace: 'again' };
    const { queue } = hub().aws.byName.mail;
    for (let copy = 0; copy < 5; copy += 1)
      queue.send({ body: JSON.stringify(body), attributes: {}, group: 'acme' });
    const both = [
      'ben@acme.example: Connect Google Calendar to Meridian',
      'dan@acme.example: Connect Google Calendar to Meridian',
    ];
    expect(await mailed()).toEqual(both);
    await hub().advance('PT30M');
    expect(await mailed()).toEqual(both);
    expect(await readRun(run.id)).toMatchObject({
      ...{ state: 'done', result, counts: { sent: 2, already_connected: 1, not_allowed: 1, not_found: 2 } },
    });
    expect(await readRun(run.id, 'ben')).toMatchObject({ code: 'not_found' });
    expect(await readRun(run.id, 'gus')).toMatchObject({ code: 'not_found' });
  });

  it('sends no second mail for a repeated Idempotency-Key, and refuses the key for another order', async () => {
    const headers = { 'idempotency-key': 'monday' };
    const twins = await Promise.all([1, 2, 3, 4].map(() => act('invite', ['ben'], { headers })));
    const late = await act('invite', ['ben'], { headers });
    const runs = [...twins, late].map(({ status, body }) => [
      status,
      IntegrationActionReply.parse(body).run.id,
    ]);
    expect(new Set(runs.map(String)).size).toBe(1);
    expect(runs[0]?.[0]).toBe(202);
    expect([...twins, late].filter((each) => each.headers['idempotent-replayed'] === 'true')).toHaveLength(4);
    expect(await mailed()).toEqual(['ben@acme.example: Connect Google Calendar to Meridian']);
    const reused = { status: 409, body: { code: 'idempotency_key_reused' } };
    expect(await act('invite', ['dan'], { headers })).toMatchObject(reused);
    expect(await act('request-reconnect', ['ben'], { headers })).toMatchObject(reused);
    expect(await mailed()).toHaveLength(1);
  });

  it('loses no mail whatever is killed on its way', async () => {
    hub().aws.queueServer.faults.add({ kind: 'fail', operation: 'SendMessageBatch', times: 3 });
    await ask('invite', ['ben']);
    expect(await mailed()).toEqual([]);
    await hub().advance('PT2M');
    expect(await mailed()).toHaveLength(1);
    hub().inbox.clear();

    hub().aws.ses.faults.add({ kind: 'drop', about: 'dan@acme.example' });
    hub().aws.ses.faults.add({ kind: 'reject', about: 'chloe@acme.example' });
    const { id } = await ask('invite', ['dan', 'chloe', 'ada']);
    expect(await mailed()).toEqual(['ada@acme.example: Connect Google Calendar to Meridian']);
    await hub().advance('PT10M');
    expect(await mailed()).toEqual([
      'ada@acme.example: Connect Google Calendar to Meridian',
      'dan@acme.example: Connect Google Calendar to Meridian',
    ]);
    expect(await readRun(id)).toMatchObject({ state: 'done', counts: { sent: 2, failed: 1 } });
  });

  it('asks to reconnect only whoever has lost a connection, in words of its own', async () => {
    await withProduct();
    await connectGoogle(hub(), 'ben');
    await connectGoogle(hub(), 'chloe');
    await hub().google.revoke('ben@gmail.example');
    await hub().advance('PT2H');
    hub().inbox.clear();
    expect(await outcomes('request-reconnect', ['ben', 'chloe', 'dan'])).toEqual({
      ...{ ben: 'sent', chloe: 'already_connected', dan: 'not_connected' },
    });
    expect(await mailed()).toEqual(['ben@acme.example: Connect Google Calendar to Meridian again']);
    const [mail] = await hub().inbox.to('ben@acme.example');
    expect(mail?.text).toContain('Meridian has lost the connection to your Google Calendar');
    const path = await pathOf('ben@acme.example');
    const { status, headers } = await press(path, 'default');
    expect(status).toBe(303);
    expect(new URL(headers.location ?? '').searchParams.get('login_hint')).toBe('ben@gmail.example');
    expect((await consent(headers.location ?? '', 'ben')).card).toMatchObject({ state: 'connected' });
    expect(await visit(path)).toEqual([410, 'You have connected already']);
  });

  it('removes for many as each would for themselves', async () => {
    await connectGoogle(hub(), 'ben');
    await connectGoogle(hub(), 'chloe');
    expect(await outcomes('remove', ['chloe'], { platform: 'google_meet' })).toEqual({ chloe: 'started' });
    const run = await ask('remove', ['ben', 'dan', 'hana', 'nobody']);
    expect(run).toMatchObject({
      ...{ kind: 'disconnect', counts: { started: 1, not_connected: 1, not_found: 2 } },
    });
    await hub().advance('PT3M');
    expect(await readRun(run.id)).toMatchObject({ state: 'done' });
    expect((await hub().google.state()).grants).toHaveLength(1);
    const card = (platform: string, user: string) =>
      hub().ask(z.looseObject({ state: z.string() }), 'GET', `/v1/me/integrations/${platform}`, { user });
    expect((await card('google_calendar', 'ben')).state).toBe('not_connected');
    expect((await card('google_calendar', 'chloe')).state).toBe('connected');
    expect((await card('google_meet', 'chloe')).state).toBe('not_connected');
  });

  it('is for admins, within their organization: nobody else causes or gets a mail', async () => {
    for (const user of ['ben', 'eve'])
      for (const action of ['invite', 'request-reconnect', 'remove'])
        expect(await act(action, ['dan'], { user })).toMatchObject({ status: 403 });
    const body = { userIds: ['dan'], platform: 'google_calendar' };
    expect(await hub().call('POST', '/v1/admin/integrations/invite', { body })).toMatchObject({
      status: 401,
    });
    expect(await outcomes('invite', ['ben', 'hana'], { user: 'gus' })).toEqual({
      ...{ ben: 'not_found', hana: 'sent' },
    });
    expect(await mailed()).toEqual(['hana@globex.example: Connect Google Calendar to Meridian']);
  });

  it('refuses what it does not do by the field at fault, and mails nobody', async () => {
    const post = (action: string, body: unknown) =>
      hub().call('POST', `/v1/admin/integrations/${action}`, { user: 'ada', body });
    const good = { userIds: ['ben'], platform: 'google_calendar' };
    for (const [action, body, field] of [
      ['connect', good, 'action'],
      ['invite', { ...good, userIds: [] }, 'userIds'],
      ['invite', { ...good, userIds: ['ben', 'ben'] }, 'userIds'],
      ['invite', { ...good, userIds: Array.from({ length: 101 }, (_, n) => `u${n}`) }, 'userIds'],
      ['invite', { ...good, platform: 'myspace' }, 'platform'],
      ['sync', { ...good, platform: 'zoom' }, 'platform'],
      ['invite', { ...good, extra: 1 }, 'extra'],
    ] as const)
      expect(await post(action, body)).toMatchObject({
        ...{ status: 422, body: { code: 'invalid_request', errors: [{ field }] } },
      });
    await settings({ platforms: ['google_meet'] });
    expect(await outcomes('invite', ['ben'])).toEqual({ ben: 'platform_disabled' });
    expect(await mailed()).toEqual([]);
  });

  it('takes a hundred people at once', async () => {
    const userIds = Array.from({ length: 100 }, (_, n) => `u${n}`);
    const put = (id: string) =>
      hub().call('PUT', `/v1/admin/users/${id}`, {
        ...{ user: 'ada', body: { name: id, email: `${id}@acme.example` } },
      });
    await Promise.all(userIds.map(put));
    const { id } = await ask('invite', userIds);
    expect(await mailed()).toHaveLength(100);
    expect(await readRun(id)).toMatchObject({ state: 'done', counts: { sent: 100 } });
  });
});
