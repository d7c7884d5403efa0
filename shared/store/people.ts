import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { Person } from '../../events/stored/person.ts';
import type { Transition } from '../../events/stored/transition.ts';
import { foldText } from '../domain/fold-text.ts';
import type { People } from '../ports/people.ts';
import { dueItem } from './dues.ts';
import { keys } from './keys.ts';
import { listPeople } from './list-people.ts';
import { putTransition } from './put-transition.ts';
import { readItems } from './read-items.ts';
import type { Table } from './table.ts';
import { type Action, transact } from './transact.ts';
import { versionedDelete, versionedPut } from './versioned.ts';

/** A sort key has 1024 bytes: the id's 128 characters may take 9 each when they are percent-encoded, so only a name's start sorts. */
const sortKey = ({ name, id }: Person): string => `${foldText(name).slice(0, 60)}\u0000${id}`;

const putAction = (table: Table, person: Person): Action =>
  versionedPut(table, keys.person(person.org, person.id), {
    listPk: keys.people(person.org),
    listSk: sortKey(person),
    find: `${foldText(person.name)}\n${foldText(person.email)}`,
    ...person,
  });

const withTransition = (table: Table, action: Action, transition: Transition | undefined): Action[] => [
  action,
  ...(transition ? [putTransition(table, transition)] : []),
];

/** A person of the same id begins anew. */
const removeSchedule = ({ name }: Table, { org, id }: Person): Action => ({
  Delete: { TableName: name, Key: keys.availability(org, id) },
});

/** People in DynamoDB. */
export const dynamoPeople = (table: Table): People => {
  const readMany: People['readMany'] = async (org, userIds) => {
    const found = await readItems(
      table,
      [...new Set(userIds)].map((id) => keys.person(org, id)),
    );
    return found.map((item) => Person.parse(item));
  };
  return {
    readMany,
    read: async (org, userId) => {
      const { Item } = await table.client.send(
        new GetCommand({ TableName: table.name, Key: keys.person(org, userId), ConsistentRead: true }),
      );
      return Item && Person.parse(Item);
    },
    put: async (person, transition) =>
      (await transact(table, withTransition(table, putAction(table, person), transition))).length === 0,
    remove: async (person, transition, due) => {
      const removal = versionedDelete(table, keys.person(person.org, person.id), person);
      const actions = [...withTransition(table, removal, transition), removeSchedule(table, person)];
      if (due) actions.push({ Put: { TableName: table.name, Item: dueItem(due) } });
      return (await transact(table, actions)).length === 0;
    },
    ids: (query) => listPeople(table).all(query),
    list: async ({ limit, cursor, ...filter }) => {
      const { ids, next } = await listPeople(table).page(filter, limit, cursor);
      const byId = new Map((await readMany(filter.org, ids)).map((person) => [person.id, person]));
      const items = ids.flatMap((id) => byId.get(id) ?? []);
      return { items, ...(next !== undefined && { next }) };
    },
  };
};
