import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { EventType } from '../../events/stored/event-type.ts';
import type { Idempotency } from '../../events/stored/idempotency.ts';
import type { Transition } from '../../events/stored/transition.ts';
import type { EventTypes } from '../../shared/ports/event-types.ts';
import type { People } from '../../shared/ports/people.ts';
import { dynamoEventTypes } from '../../shared/store/event-types.ts';
import { dynamoPeople } from '../../shared/store/people.ts';
import { aPerson } from '../support/a-person.ts';
import { anEventType } from '../support/an-event-type.ts';
import { scratchTables, TABLE } from '../support/scratch-tables.ts';

const AT = '2027-01-04T09:00:00.000Z';
const MOST = 3;

let events = 0;
const transition = ({ id, org }: EventType): Transition => {
  events += 1;
  const actor = { kind: 'system' } as const;
  return {
    v: 1,
    id: `evt_${events}`,
    org,
    type: 'event_type.changed',
    at: AT,
    subject: id,
    actor,
    trace: 't',
  };
};

describe('event types in the one table', () => {
  let scratch: Awaited<ReturnType<typeof scratchTables>>;
  let client: DynamoDBDocumentClient;
  let eventTypes: EventTypes;
  let people: People;

  const meet = (org: string, id: string) => people.put(aPerson({ org, id }));

  beforeAll(async () => {
    scratch = await scratchTables();
    ({ client } = scratch);
    eventTypes = dynamoEventTypes({ client, name: TABLE }, MOST);
    people = dynamoPeople({ client, name: TABLE });
  });
  beforeEach(async () => {
    await scratch.tables.reset();
    for (const id of ['ben', 'chloe', 'dan']) await meet('acme', id);
    await meet('globex', 'ben');
  });
  afterAll(() => scratch.close());

  const create = (eventType: EventType, idempotency?: Idempotency) =>
    eventTypes.create({ eventType, transition: transition(eventType), idempotency });
  const ids = async (org = 'acme', host?: string) =>
    (await eventTypes.list({ org, host, limit: 50 })).items.map(({ id }) => id);
  const replace = (before: EventType, after: Partial<EventType>) =>
    eventTypes.replace(before, { ...before, version: before.version + 1, ...after }, transition(before));

  it('reads back what was made, in its own org only', async () => {
    const made = anEventType({ location: { kind: 'zoom' }, guestPolicy: { cancelUntil: 'PT1H' } });
    expect(await create(made)).toBe('committed');
    expect(await eventTypes.read('acme', 'ety_a')).toEqual(made);
    expect(await eventTypes.read('globex', 'ety_a')).toBeUndefined();
    expect([await ids('globex'), await ids('globex', 'ben')]).toEqual([[], []]);
  });

  it('lists it at once, in the org and at each host, and at those who are hosts no more not any longer', async () => {
    const made = anEventType({ hosts: [{ userId: 'ben' }, { userId: 'chloe' }] });
    await create(made);
    const everywhere = async () =>
      Promise.all([ids(), ...['ben', 'chloe', 'dan'].map((id) => ids('acme', id))]);
    expect(await everywhere()).toEqual([['ety_a'], ['ety_a'], ['ety_a'], []]);
    await replace(made, { hosts: [{ userId: 'dan' }, { userId: 'chloe' }] });
    expect(await everywhere()).toEqual([['ety_a'], [], ['ety_a'], ['ety_a']]);
    const present = await eventTypes.read('acme', 'ety_a');
    expect(await eventTypes.remove(present ?? made, transition(made))).toBe(true);
    expect(await everywhere()).toEqual([[], [], [], []]);
    expect(await eventTypes.read('acme', 'ety_a')).toBeUndefined();
  });

  it('lists the oldest first, page by page', async () => {
    await create(anEventType({ id: 'ety_c', createdAt: '2027-01-04T09:00:02.000Z' }));
    await create(anEventType({ id: 'ety_b' }));
    await create(anEventType({ id: 'ety_a' }));
    const first = await eventTypes.list({ org: 'acme', limit: 2 });
    expect(first.items.map(({ id }) => id)).toEqual(['ety_a', 'ety_b']);
    const second = await eventTypes.list({ org: 'acme', limit: 2, cursor: first.next });
    expect(second).toMatchObject({ items: [{ id: 'ety_c' }] });
    expect(second).not.toHaveProperty('next');
    expect(await eventTypes.list({ org: 'acme', limit: 3 })).not.toHaveProperty('next');
  });

  it('refuses a second writer of the same version, and leaves nothing of it', async () => {
    const made = anEventType();
    await create(made);
    const results = await Promise.all(
      ['chloe', 'dan'].map((userId) => replace(made, { hosts: [{ userId }], title: userId })),
    );
    expect(results.toSorted()).toEqual([false, true]);
    const [winner] = (await eventTypes.read('acme', 'ety_a'))?.hosts ?? [];
    const loser = winner?.userId === 'dan' ? 'chloe' : 'dan';
    expect([await ids('acme', winner?.userId), await ids('acme', loser)]).toEqual([['ety_a'], []]);
    expect(await eventTypes.remove(made, transition(made))).toBe(false);
  });

  it('takes no host who is no person of the org any more', async () => {
    const made = anEventType();
    await create(made);
    const ben = await people.read('acme', 'ben');
    const removed = { ...transition(made), type: 'person.removed' as const, subject: 'ben' };
    if (ben) await people.remove(ben, removed);
    expect(await replace(made, { title: 'Second' })).toBe(false);
    expect(await create(anEventType({ id: 'ety_b' }))).toBe('raced');
    expect(await replace(made, { hosts: [] })).toBe(true);
    expect(await ids('acme', 'ben')).toEqual([]);
  });

  it('has room for so many in an org, and for another once one is deleted', async () => {
    const made = await Promise.all(
      ['ety_a', 'ety_b', 'ety_c', 'ety_d', 'ety_e'].map((id) => create(anEventType({ id }))),
    );
    expect(made.toSorted()).toEqual(['committed', 'committed', 'committed', 'full', 'full']);
    expect(await create(anEventType({ id: 'ety_g', org: 'globex' }))).toBe('committed');
    const [first] = (await eventTypes.list({ org: 'acme', limit: 1 })).items;
    if (first) await eventTypes.remove(first, transition(first));
    expect(await create(anEventType({ id: 'ety_f' }))).toBe('committed');
    expect(await create(anEventType({ id: 'ety_h' }))).toBe('full');
    expect(await ids()).toHaveLength(MOST);
  });

  it('makes one of two requests that bear one idempotency key', async () => {
    const record = (resource: string): Idempotency => ({
      v: 1,
      key: 'k',
      bodyHash: 'h',
      resource,
      expiresAt: '2027-01-05T09:00:00.000Z',
    });
    const made = await Promise.all(['ety_a', 'ety_b'].map((id) => create(anEventType({ id }), record(id))));
    expect(made.toSorted()).toEqual(['committed', 'raced']);
    expect(await ids()).toEqual([(await eventTypes.idempotency('k'))?.resource]);
  });
});
