import { z } from 'zod';
import { seededRandom } from '../../simulators/seeded-random.ts';
import type { Call } from './call.ts';
import { type Attributes, attributes, readAnswer } from './item.ts';
import type { TableSchemas } from './table-schemas.ts';
import { stepOf, transactItems } from './transaction-steps.ts';

interface Lag {
  readonly maxMs: number;
  readonly seed: number;
}
interface Change {
  readonly table: string;
  readonly key: Attributes;
  readonly item: Attributes | undefined;
  readonly dueAt: number;
}
interface Touched {
  readonly table: string;
  readonly key: Attributes;
}
interface Lagging {
  readonly call: Call;
  /** When an index next catches up with a write. */
  nextDue(): number | undefined;
  /** From the next write on; 0 means that an index is never late. */
  set(lag: Lag): void;
  /** A new table owes its indexes nothing. */
  forget(): void;
}

const BOTH = new Set(['CreateTable', 'DeleteTable']);
const WRITES: Record<string, 'Put' | 'Update' | 'Delete'> = {
  PutItem: 'Put',
  UpdateItem: 'Update',
  DeleteItem: 'Delete',
};
const batch = z.object({
  RequestItems: z.record(
    z.string(),
    z.array(
      z.object({
        PutRequest: z.object({ Item: attributes }).optional(),
        DeleteRequest: z.object({ Key: attributes }).optional(),
      }),
    ),
  ),
});

/** Every write in the form that a transaction has. */
const entriesOf = (operation: string, input: Record<string, unknown>): unknown => {
  const kind = WRITES[operation];
  if (kind) return [{ [kind]: input }];
  if (operation === 'TransactWriteItems') return input.TransactItems;
  if (operation !== 'BatchWriteItem') return [];
  return Object.entries(batch.parse(input).RequestItems).flatMap(([TableName, requests]) =>
    requests.map(({ PutRequest, DeleteRequest }) =>
      PutRequest ? { Put: { TableName, ...PutRequest } } : { Delete: { TableName, ...DeleteRequest } },
    ),
  );
};

/** A second engine follows the first one late, and index queries ask the second: what eventual consistency looks like. */
export const withIndexLag = (call: Call, follower: Call, schemas: TableSchemas, lag: Lag): Lagging => {
  let { maxMs } = lag;
  let random = seededRandom(lag.seed);
  const latest = new Map<string, number>();
  let pending: Change[] = [];

  const catchUp = async (): Promise<void> => {
    const now = Date.now();
    const due = pending.filter(({ dueAt }) => dueAt <= now);
    pending = pending.filter(({ dueAt }) => dueAt > now);
    for (const { table, key, item } of due.sort((a, b) => a.dueAt - b.dueAt))
      await (item
        ? follower('PutItem', { TableName: table, Item: item })
        : follower('DeleteItem', { TableName: table, Key: key }));
  };
  const follow = async ({ table, key }: Touched): Promise<void> => {
    const { body } = await call('GetItem', { TableName: table, Key: key, ConsistentRead: true });
    const name = JSON.stringify([table, key]);
    // Changes of one item never overtake each other.
    const dueAt = Math.max(Date.now() + Math.floor(random() * maxMs), latest.get(name) ?? 0);
    latest.set(name, dueAt);
    pending.push({ table, key, item: readAnswer.parse(body).Item, dueAt });
  };
  const written = async (operation: string, input: Record<string, unknown>): Promise<void> => {
    const entries = transactItems.safeParse(entriesOf(operation, input)).data ?? [];
    const steps = await Promise.all(entries.map((entry) => stepOf(schemas, entry)));
    for (const step of steps) if (step && !step.isCheck) await follow(step);
  };
  return {
    set: (changed) => {
      ({ maxMs } = changed);
      random = seededRandom(changed.seed);
    },
    forget: () => {
      pending = [];
      latest.clear();
    },
    nextDue: () => {
      const times = pending.map(({ dueAt }) => dueAt).filter((dueAt) => dueAt > Date.now());
      return times.length > 0 ? Math.min(...times) : undefined;
    },
    call: async (operation, input) => {
      if (BOTH.has(operation)) await follower(operation, input);
      if (input.IndexName !== undefined) {
        await catchUp();
        return follower(operation, input);
      }
      const answer = await call(operation, input);
      if (answer.status === 200) await written(operation, input);
      return answer;
    },
  };
};
