import { afterEach, describe, expect, it } from 'vitest';
import { AdminEvents } from '../../events/http/admin-events.ts';
import { EventTypesView, EventTypeView } from '../../events/http/event-type-view.ts';
import { deliverTwice } from '../support/deliver-twice.ts';
import { EVENT_TYPES, offer, offered } from '../support/event-type.ts';
import { useHub } from '../support/hub.ts';
import { deaths, insist, killAt, noMoreDeaths } from '../support/kill-step.ts';
import { storedItems } from '../support/stored-items.ts';

const hub = useHub();
const hosts = (...userIds: string[]) => userIds.map((userId) => ({ userId }));
const removeUser = (id: string) => hub().call('DELETE', `/v1/admin/users/${id}`, { user: 'ada' });
const read = (id: string) => hub().ask(EventTypeView, 'GET', `${EVENT_TYPES}/${id}`, { user: 'ada' });
const shared = (kind: string, ...userIds: string[]) => offered(hub(), { kind, hosts: hosts(...userIds) });
const debts = () => storedItems(hub(), 'DUE#person_removed');
const hostedBy = async (user: string) =>
  (await hub().ask(EventTypesView, 'GET', EVENT_TYPES, { user })).items.map(({ id }) => id);

afterEach(() => noMoreDeaths(hub()));

describe('a host who is removed', { timeout: 60_000 }, () => {
  it('is taken off all event types, and those that have no host left are drafts', async () => {
    const own = await offered(hub(), {}, 'ben');
    const turns = await offered(hub(), {
      kind: 'round_robin',
      hosts: [{ userId: 'chloe', weight: 3 }, ...hosts('ben')],
    });
    const others = await shared('collective', 'dan');
    expect((await removeUser('ben')).status).toBe(200);
    await hub().settle();
    expect(await read(own.id)).toMatchObject({ hosts: [], state: 'draft' });
    expect(await read(turns.id)).toMatchObject({ hosts: [{ userId: 'chloe', weight: 3 }], state: 'active' });
    expect(await read(others.id)).toEqual(others);
    expect(await hostedBy('ben')).toEqual([]);
    expect(await debts()).toEqual([]);
    const path = '/v1/admin/events?type=event_type.changed';
    const { items } = await hub().ask(AdminEvents, 'GET', path, { user: 'ada' });
    const told = items.map(({ actor, data: { eventTypeId = '', changed } }) => [
      eventTypeId,
      [actor.kind, changed],
    ]);
    expect(Object.fromEntries(told)).toEqual({
      [own.id]: ['system', ['hosts', 'state']],
      [turns.id]: ['system', ['hosts']],
    });
  });

  it('does not hold up another who is removed at the same time', async () => {
    const { id } = await shared('collective', 'ben', 'chloe', 'dan');
    await Promise.all(['ben', 'chloe', 'dan'].map(removeUser));
    await hub().advance('PT2M');
    expect(await read(id)).toMatchObject({ hosts: [], state: 'draft' });
    expect(await debts()).toEqual([]);
    expect(hub().dlq('provision')).toBe(0);
  });

  it('cannot be named any more, and those who edit are told', async () => {
    const { id } = await shared('collective', 'ben', 'chloe');
    await removeUser('ben');
    const body = offer({ kind: 'collective', hosts: hosts('chloe', 'ben') });
    expect(await hub().call('PUT', `${EVENT_TYPES}/${id}`, { user: 'ada', body })).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'hosts.1.userId' }] },
    });
  });

  it('stays where they are named after they have come again, also when the message comes twice', async () => {
    const before = await shared('collective', 'ben', 'chloe');
    const end = deliverTwice(hub());
    hub().aws.queueServer.faults.add({ kind: 'fail', operation: 'SendMessageBatch', times: 3 });
    await removeUser('ben');
    await hub().advance('PT1S');
    await hub().call('GET', '/v1/me', { user: 'ben' });
    await hub().advance('PT1S');
    const after = await shared('collective', 'ben', 'dan');
    await hub().advance('PT10M');
    end();
    expect((await read(before.id)).hosts).toEqual(hosts('chloe'));
    expect((await read(after.id)).hosts).toEqual(hosts('ben', 'dan'));
    expect(await hostedBy('ben')).toEqual([after.id]);
    expect(await debts()).toEqual([]);
  });

  it('is taken off wherever the hub dies on the way', async () => {
    for (const [index, death] of deaths({ tables: [2, 7, 8], queues: [0] }).entries()) {
      const userId = `leaver-${index}`;
      await hub().call('PUT', `/v1/admin/users/${userId}`, {
        user: 'ada',
        body: { name: 'Leaver', email: 'leaver@acme.example' },
      });
      const { id } = await shared('round_robin', userId, 'ben');
      await killAt(hub(), death);
      await insist(() => removeUser(userId));
      await hub().settle();
      await noMoreDeaths(hub());
      await hub().advance('PT3M');
      expect((await read(id)).hosts, JSON.stringify(death)).toEqual(hosts('ben'));
      expect(await debts()).toEqual([]);
    }
    expect(hub().dlq('provision')).toBe(0);
  });
});
