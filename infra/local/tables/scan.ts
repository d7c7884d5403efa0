import { z } from 'zod';
import type { Call } from './call.ts';
import { attributes } from './item.ts';

const page = z.object({
  Items: z.array(attributes).default([]),
  LastEvaluatedKey: attributes.optional(),
});

interface Where {
  readonly table: string;
  readonly index: string;
  readonly attribute: string;
}
type Item = z.infer<typeof attributes>;

/** Everything in a table or in one of its indexes. */
export const scanAll = async (call: Call, table: string, index?: string): Promise<Item[]> => {
  const all: Item[] = [];
  let from: Item | undefined;
  do {
    const input = {
      TableName: table,
      ...(index && { IndexName: index }),
      ...(from && { ExclusiveStartKey: from }),
    };
    const { Items, LastEvaluatedKey } = page.parse((await call('Scan', input)).body);
    all.push(...Items);
    from = LastEvaluatedKey;
  } while (from);
  return all;
};

/** The earliest instant that an index of instants holds; undefined if it is empty or holds something else. */
export const earliestIn = async (
  call: Call,
  { table, index, attribute }: Where,
): Promise<number | undefined> => {
  const items = await scanAll(call, table, index);
  const times = items.map((item) => Date.parse(String(item[attribute]?.S)));
  return times.length > 0 ? times.reduce((a, b) => Math.min(a, b)) : undefined;
};
