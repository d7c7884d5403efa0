import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { approvalOf } from '../support/admin-approval.ts';
import { connectPath } from '../support/connect-requests.ts';
import { formOf } from '../support/guest-link.ts';
import { useHub } from '../support/hub.ts';

const hub = useHub();
const { walled, card, begin, signIn, tryToConnect, complete, decideForAll, open, mails } = approvalOf(hub);
const BEN = 'ben@acme.example: You can connect Outlook Calendar to Meridian now';
const DAN = 'dan@acme.example: You can connect Outlook Calendar to Meridian now';

describe('an organization whose administrator at Microsoft has to approve', () => {
  it('[SYNC-19] shows the wall with the ready link, and whoever waited finishes by one mail after the approval', async () => {
    await walled();
    expect(Object.fromEntries((await tryToConnect('ben')) ?? [])).toMatchObject({
      ...{ result: 'error', code: 'needs_admin_approval', platform: 'outlook_calendar' },
    });
    const waiting = await card('ben');
    expect(waiting).toMatchObject({ state: 'needs_admin_approval', actions: ['connect'] });
    expect(waiting.help?.text).toContain('administrator');
    expect(await card('ben', 'microsoft_teams')).toMatchObject({
      ...{ state: 'needs_admin_approval', help: { url: waiting.help?.url } },
    });
    await tryToConnect('dan');
    expect((await card('chloe')).state).toBe('not_connected');

    const page = await open(await decideForAll(waiting.help?.url ?? ''));
    expect([page.status, String(page.body)]).toEqual([200, expect.stringContaining('<h1>Approved</h1>')]);
    expect(await mails()).toEqual([BEN, DAN]);
    expect(await card('ben')).toMatchObject({ state: 'not_connected', actions: ['connect'] });

    const [mail] = await hub().inbox.to('ben@acme.example');
    const path = connectPath(mail ?? { text: '' });
    const asked = await hub().call('GET', path, { headers: { accept: 'text/html' } });
    expect(String(asked.body)).toContain('<h1>Finish connecting your Outlook Calendar</h1>');
    const pressed = await hub().call('POST', path, formOf(asked.body, { privacy: 'default' }));
    const back = await signIn('ben', pressed.headers.location ?? '');
    expect(await complete('ben', back?.get('attempt'))).toBe('connected');
    expect(await complete('dan', (await tryToConnect('dan'))?.get('attempt'))).toBe('connected');
    await hub().advance('PT35M');
    expect(await mails()).toEqual([BEN, DAN]);
  });

  it('[SYNC-19] knows the wall also where Microsoft sends nobody back, and asks whoever still stood before it when it fell', async () => {
    await walled({ wall: 'nothing', policy: 'workflow' });
    expect(await tryToConnect('ben')).toBeUndefined();
    expect((await card('ben')).state).toBe('not_connected');
    await hub().advance('PT16M');
    const { state, help } = await card('ben');
    expect([state, help?.text]).toEqual(['needs_admin_approval', expect.stringContaining('Did it ask')]);

    await tryToConnect('dan');
    await open(await decideForAll(help?.url ?? ''));
    expect(await mails()).toEqual([BEN]);
    await hub().advance('PT16M');
    expect(await mails()).toEqual([BEN, DAN]);
    await hub().advance('PT2H');
    expect(await mails()).toEqual([BEN, DAN]);
  });

  it('[SYNC-19] explains both where a cancel and the wall look the same, and mails nobody who cancelled', async () => {
    await walled();
    await tryToConnect('ben');
    await hub().microsoft.control('tenants', { domain: 'contoso.example', policy: 'user' });
    expect((await tryToConnect('ben', 'deny'))?.get('code')).toBe('access_denied');
    const { state, reason, help } = await card('ben');
    expect([state, reason]).toEqual(['not_connected', 'access_denied']);
    expect(help?.text).toMatch(/did not allow .* asked for an administrator/u);
    await open(await decideForAll(help?.url ?? ''));
    expect(await mails()).toEqual([]);
  });

  it('tells admins who waits, in counts and filters as on the cards', async () => {
    await walled();
    await tryToConnect('ben');
    const list = async (query: string) =>
      hub().ask(
        z.looseObject({
          counts: z.unknown(),
          items: z.array(z.looseObject({ user: z.looseObject({ id: z.string() }) })),
        }),
        ...(['GET', `/v1/admin/integrations?${query}`, { user: 'ada' }] as const),
      );
    const waiting = await list('platform=outlook_calendar&state=needs_admin_approval');
    expect(waiting.items.map(({ user }) => user.id)).toEqual(['ben']);
    expect(JSON.stringify(waiting.items)).toContain('/organizations/v2.0/adminconsent');
    expect(waiting.counts).toMatchObject({ microsoft_teams: { needs_admin_approval: 1 } });
    await hub().advance('P31D');
    expect((await list('state=needs_admin_approval')).items).toEqual([]);
    expect((await card('ben')).state).toBe('not_connected');
  });

  it('lets the earlier link of an invitation work on after the approval', async () => {
    await walled();
    const body = { userIds: ['ben'], platform: 'outlook_calendar' };
    await hub().call('POST', '/v1/admin/integrations/invite', { user: 'ada', body });
    await hub().settle();
    const [invitation] = await hub().inbox.to('ben@acme.example');
    const path = connectPath(invitation ?? { text: '' });
    const press = async () => {
      const asked = await hub().call('GET', path, { headers: { accept: 'text/html' } });
      return hub().call('POST', path, formOf(asked.body, { privacy: 'default' }));
    };
    await signIn('ben', (await press()).headers.location ?? '');
    const { help } = await card('ben');
    await open(await decideForAll(help?.url ?? ''));
    expect((await mails()).filter((each) => each === BEN)).toHaveLength(1);
    const back = await signIn('ben', (await press()).headers.location ?? '');
    expect(await complete('ben', back?.get('attempt'))).toBe('connected');
  });

  it('names the organization where an account of it was connected before', async () => {
    await walled({ policy: 'user' });
    expect(await complete('ben', (await tryToConnect('ben'))?.get('attempt'))).toBe('connected');
    await hub().microsoft.control('tenants', { domain: 'contoso.example', policy: 'admin' });
    await hub().microsoft.revoke('ben@contoso.example');
    await hub().advance('PT2H');
    expect((await card('ben')).state).toBe('needs_reauth');
    await signIn('ben', await begin('ben'));
    const { state, actions, help } = await card('ben');
    expect([state, actions]).toEqual(['needs_admin_approval', ['reconnect', 'disconnect']]);
    expect(new URL(help?.url ?? '').pathname).toMatch(/^\/[0-9a-f-]{36}\/v2\.0\/adminconsent$/u);
    await open(await decideForAll(help?.url ?? ''));
    expect((await mails()).filter((each) => each === BEN)).toHaveLength(1);
    expect((await card('ben')).state).toBe('needs_reauth');
  });
});
