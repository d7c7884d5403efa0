import { QueryCommand, type QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { foldText } from '../domain/fold-text.ts';
import { pageCursor } from '../domain/page-cursor.ts';
import type { PeopleFilter } from '../ports/people.ts';
import { keys } from './keys.ts';
import type { Table } from './table.ts';

const Row = z.object({ id: z.string(), listSk: z.string() });
type Row = z.infer<typeof Row>;

const CONDITIONS = [
  { name: 'find', test: 'contains(#find, :find)' },
  { name: 'role', test: '#role = :role' },
  { name: 'department', test: '#department = :department' },
] as const;

const filtered = ({ org, q, role, department }: PeopleFilter): Omit<QueryCommandInput, 'TableName'> => {
  const wanted = { find: q && foldText(q), role, department };
  const used = CONDITIONS.filter(({ name }) => wanted[name] !== undefined);
  return {
    IndexName: 'list',
    KeyConditionExpression: 'listPk = :people',
    ...(used.length > 0 && {
      FilterExpression: used.map(({ test }) => test).join(' AND '),
      ExpressionAttributeNames: Object.fromEntries(used.map(({ name }) => [`#${name}`, name])),
    }),
    ExpressionAttributeValues: {
      ':people': keys.people(org),
      ...Object.fromEntries(used.map(({ name }) => [`:${name}`, wanted[name]])),
    },
  };
};

/** The people of an org in the list index, by name, then id: ids only. */
export const listPeople = (table: Table) => {
  const read = async (
    filter: PeopleFilter,
    enough: number,
    start?: Record<string, unknown>,
  ): Promise<Row[]> => {
    const rows: Row[] = [];
    let from = start;
    do {
      const { Items, LastEvaluatedKey } = await table.client.send(
        new QueryCommand({ TableName: table.name, ...filtered(filter), ExclusiveStartKey: from }),
      );
      rows.push(...z.array(Row).parse(Items ?? []));
      from = LastEvaluatedKey;
    } while (from !== undefined && rows.length < enough);
    return rows;
  };
  const after = (org: string, cursor: string): Record<string, unknown> => {
    const [listSk = '', id = ''] = pageCursor.read(cursor);
    return { listPk: keys.people(org), listSk, ...keys.person(org, id) };
  };
  return {
    all: async (filter: PeopleFilter): Promise<string[]> =>
      (await read(filter, Number.POSITIVE_INFINITY)).map(({ id }) => id),
    page: async (
      filter: PeopleFilter,
      limit: number,
      cursor?: string,
    ): Promise<{ ids: string[]; next?: string }> => {
      const rows = await read(
        filter,
        limit + 1,
        cursor === undefined ? undefined : after(filter.org, cursor),
      );
      const items = rows.slice(0, limit);
      const last = items.at(-1);
      const next = rows.length > limit && last ? pageCursor.write(last.listSk, last.id) : undefined;
      return { ids: items.map(({ id }) => id), ...(next !== undefined && { next }) };
    },
  };
};
