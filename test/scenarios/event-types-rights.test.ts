import { describe, expect, it } from 'vitest';
import { EventTypesView } from '../../events/http/event-type-view.ts';
import type { Who } from '../support/call.ts';
import { connectGoogle } from '../support/connect-google.ts';
import { EVENT_TYPES, offer, offered } from '../support/event-type.ts';
import { useHub } from '../support/hub.ts';

const hub = useHub();
const OTHERS = { kind: 'collective', hosts: [{ userId: 'chloe' }, { userId: 'dan' }] };
const SHARED = { kind: 'collective', hosts: [{ userId: 'ben' }, { userId: 'dan' }] };
const ROUND_ROBIN = { kind: 'round_robin', hosts: [{ userId: 'ben' }] };

const post = (user: Who, over: Record<string, unknown> = {}) =>
  hub().call('POST', EVENT_TYPES, { user, body: offer(over) });
/** What was made at one instant comes in any order. */
const titles = async (user: Who) =>
  (await hub().ask(EventTypesView, 'GET', EVENT_TYPES, { user })).items.map(({ title }) => title).toSorted();

/** What reading, replacing and deleting it come to, in this order. */
const tried = async (user: Who, id: string, over: Record<string, unknown> = {}) => {
  const path = `${EVENT_TYPES}/${id}`;
  const answers = [
    await hub().call('GET', path, { user }),
    await hub().call('PUT', path, { user, body: offer(over) }),
    await hub().call('DELETE', path, { user }),
  ];
  return answers.map(({ status }) => status);
};

describe('whose event type it is', () => {
  it('is for admins to say, whoever the hosts are', async () => {
    expect((await post('ada', OTHERS)).status).toBe(201);
    const { id } = await offered(hub(), SHARED);
    expect(await titles('ada')).toEqual(['Intro call', 'Intro call']);
    expect(await tried('ada', id, ROUND_ROBIN)).toEqual([200, 200, 204]);
  });

  it('is a member with one_to_one meetings of their own', async () => {
    const { id } = await offered(hub(), {}, 'ben');
    expect(await titles('ben')).toEqual(['Intro call']);
    expect(await tried('ben', id, { title: 'Mine', state: 'draft' })).toEqual([200, 200, 204]);
    for (const over of [
      OTHERS,
      SHARED,
      ROUND_ROBIN,
      { hosts: [{ userId: 'dan' }] },
      { hosts: [], state: 'draft' },
    ])
      expect(await post('ben', over)).toMatchObject({ status: 403, body: { code: 'forbidden' } });
    expect(await titles('ada')).toEqual([]);
  });

  it('is shown to a member who is one of the hosts, and is not theirs to change', async () => {
    const shared = await offered(hub(), { ...SHARED, title: 'Shared' });
    const own = await offered(hub(), { title: 'Own' }, 'ben');
    const foreign = await offered(hub(), { ...OTHERS, title: 'Foreign' });
    expect(await titles('ben')).toEqual(['Own', 'Shared']);
    expect(await tried('ben', shared.id)).toEqual([200, 403, 403]);
    expect(await tried('ben', foreign.id)).toEqual([404, 404, 404]);
    expect(await tried('ben', own.id, ROUND_ROBIN)).toEqual([200, 403, 204]);
    expect(await titles('ada')).toEqual(['Foreign', 'Shared']);
  });

  it('is read by assistants', async () => {
    const { id } = await offered(hub(), SHARED);
    expect(await titles('eve')).toEqual(['Intro call']);
    expect(await tried('eve', id, SHARED)).toEqual([200, 403, 403]);
    expect((await post('eve', { hosts: [{ userId: 'eve' }] })).status).toBe(403);
  });

  it('is nothing to another organization, or to nobody', async () => {
    const { id } = await offered(hub(), SHARED);
    expect(await titles('gus')).toEqual([]);
    expect(await tried('gus', id, { hosts: [{ userId: 'hana' }] })).toEqual([404, 404, 404]);
    expect((await hub().call('GET', EVENT_TYPES)).status).toBe(401);
    expect((await hub().call('GET', `${EVENT_TYPES}/${id}`)).status).toBe(401);
  });

  it('may be theirs who are met for the first time', async () => {
    const user = { sub: 'new#1', org: 'acme', role: 'member', email: 'new@acme.example', name: 'New One' };
    expect((await post(user, { hosts: [{ userId: 'new#1' }] })).status).toBe(201);
    expect(await titles(user)).toEqual(['Intro call']);
  });
});

describe('the place of an event type', () => {
  const allow = (platforms: string[]) =>
    hub().call('PUT', '/v1/admin/settings', { user: 'ada', body: { platforms } });

  it('is one whose link a host can make, once it is active', async () => {
    const meet = { ...SHARED, location: { kind: 'google_meet' } };
    expect(await post('ada', meet)).toMatchObject({
      status: 409,
      body: { code: 'platform_not_connected', userId: 'ben', platform: 'google_meet' },
    });
    const { id } = await offered(hub(), { ...meet, state: 'draft' });
    const put = (over: Record<string, unknown>) =>
      hub().call('PUT', `${EVENT_TYPES}/${id}`, { user: 'ada', body: offer({ ...meet, ...over }) });
    expect((await put({})).status).toBe(409);
    await connectGoogle(hub(), 'dan');
    expect((await put({})).status).toBe(200);
    expect((await put({ hosts: [{ userId: 'ben' }] })).status).toBe(409);
    await hub().call('DELETE', '/v1/me/integrations/google_calendar', { user: 'dan' });
    expect(await put({ title: 'Corrected' })).toMatchObject({ status: 200, body: { title: 'Corrected' } });
    expect((await put({ location: { kind: 'zoom' } })).status).toBe(409);
  });

  it('is no platform that the organization has switched off', async () => {
    await connectGoogle(hub(), 'ben');
    await allow(['google_calendar']);
    expect(await post('ben', { location: { kind: 'google_meet' } })).toMatchObject({
      status: 403,
      body: { code: 'platform_disabled', platform: 'google_meet' },
    });
    expect(await titles('ben')).toEqual([]);
    expect((await post('ben')).status).toBe(201);
  });
});
