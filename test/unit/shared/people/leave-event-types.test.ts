import { expect, test } from 'vitest';
import type { EventType } from '../../../../events/stored/event-type.ts';
import type { Person } from '../../../../events/stored/person.ts';
import { leaveEventTypes } from '../../../../shared/people/leave-event-types.ts';
import { aPerson } from '../../../support/a-person.ts';
import { anEventType } from '../../../support/an-event-type.ts';

const SAVED = '2027-01-04T09:00:00.000Z';
const LATER = '2027-01-04T10:00:00.000Z';
const WORK = {
  v: 1,
  kind: 'person_removed',
  org: 'acme',
  userId: 'ben',
  removal: 'evt_1',
  trace: 't',
} as const;

/** A shelf of event types, found by host as the table finds them, ten a page; `refuses` replacements are lost to others. */
const shelf = (all: readonly EventType[], people: readonly Person[], refuses = 0) => {
  const kept = new Map(all.map((each) => [each.id, each]));
  const owed = new Set(['evt_1']);
  let left = refuses;
  const deps: Parameters<typeof leaveEventTypes>[0] = {
    eventTypes: {
      list: ({ host, cursor = '' }) => {
        const rest = [...kept.values()].filter(
          ({ id, hosts }) => id > cursor && hosts.some(({ userId }) => userId === host),
        );
        const items = rest.slice(0, 10);
        const last = items.at(-1);
        return Promise.resolve({ items, ...(last && rest.length > 10 && { next: last.id }) });
      },
      read: (_org, id) => Promise.resolve(kept.get(id)),
      replace: (before, after) => {
        const wins = left === 0 && kept.get(before.id)?.version === before.version;
        if (wins) kept.set(after.id, after);
        left = Math.max(0, left - 1);
        return Promise.resolve(wins);
      },
    },
    people: { readMany: (_org, ids) => Promise.resolve(people.filter(({ id }) => ids.includes(id))) },
    dues: {
      remove: (_kind, owner) => {
        owed.delete(owner);
        return Promise.resolve();
      },
    },
    clock: { now: () => Date.parse(LATER) },
    ids: { next: (prefix) => `${prefix}_x`, feed: () => 'f', secret: () => 's' },
  };
  return { deps, kept, owed };
};

const offers = (count: number, ...hosts: string[]): EventType[] =>
  Array.from({ length: count }, (_, at) =>
    anEventType({
      id: `ety_${String(at).padStart(3, '0')}`,
      hosts: hosts.map((userId) => ({ userId })),
      updatedAt: SAVED,
    }),
  );
const hostsOf = ({ kept }: ReturnType<typeof shelf>) =>
  [...kept.values()].map(({ hosts }) => hosts.map(({ userId }) => userId).join());

test('goes through every page, and is done with its debt then', async () => {
  const stage = shelf(offers(25, 'ben', 'chloe'), [aPerson({ id: 'chloe' })]);
  await leaveEventTypes(stage.deps)(WORK);
  expect(new Set(hostsOf(stage))).toEqual(new Set(['chloe']));
  expect([...stage.owed]).toEqual([]);
});

test('repeats a change that somebody else was faster than', async () => {
  const stage = shelf(offers(1, 'ben', 'chloe'), [aPerson({ id: 'chloe' })], 2);
  await leaveEventTypes(stage.deps)(WORK);
  expect(stage.kept.get('ety_000')).toMatchObject({ version: 2, state: 'active', updatedAt: LATER });
});

test('makes a draft of what nobody is left for', async () => {
  const stage = shelf(offers(1, 'ben', 'gone'), []);
  await leaveEventTypes(stage.deps)(WORK);
  expect(stage.kept.get('ety_000')).toMatchObject({ hosts: [], state: 'draft' });
});

test.each([
  ['before they came again: they go', LATER, ['']],
  ['after they came again: they stay', '2027-01-04T08:59:59.999Z', ['ben']],
])('what was saved %s', async (_name, createdAt, hosts) => {
  const stage = shelf(offers(1, 'ben'), [aPerson({ id: 'ben', createdAt })]);
  await leaveEventTypes(stage.deps)(WORK);
  expect(hostsOf(stage)).toEqual(hosts);
  expect([...stage.owed]).toEqual([]);
});
