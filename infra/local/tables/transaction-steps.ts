import { z } from 'zod';
import { type Attributes, attributes } from './item.ts';
import type { TableSchemas } from './table-schemas.ts';

const action = z.looseObject({
  TableName: z.string(),
  Item: attributes.optional(),
  Key: attributes.optional(),
  ReturnValuesOnConditionCheckFailure: z.string().optional(),
});
const entry = z.strictObject({
  Put: action.optional(),
  Update: action.optional(),
  Delete: action.optional(),
  ConditionCheck: action.optional(),
  Get: action.optional(),
});
export const transactItems = z.array(entry).min(1).max(100);

/** A ConditionCheck is an update that changes nothing. */
const OPERATIONS = {
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  ConditionCheck: 'UpdateItem',
  Get: 'GetItem',
} as const;
const KINDS = ['Put', 'Update', 'Delete', 'ConditionCheck', 'Get'] as const;

export interface Step {
  readonly operation: (typeof OPERATIONS)[keyof typeof OPERATIONS];
  readonly input: z.infer<typeof action>;
  readonly table: string;
  readonly key: Attributes;
  readonly isCheck: boolean;
}

/** What each entry does to which item; undefined for an entry that is none or several actions. */
export const stepOf = async (
  schemas: TableSchemas,
  item: z.infer<typeof entry>,
): Promise<Step | undefined> => {
  const kinds = KINDS.filter((kind) => item[kind]);
  const [kind] = kinds;
  const input = kind && item[kind];
  if (kinds.length !== 1 || !kind || !input) return undefined;
  const { keys } = await schemas.of(input.TableName);
  const key = input.Key ?? Object.fromEntries(keys.map((name) => [name, input.Item?.[name] ?? {}]));
  return {
    operation: OPERATIONS[kind],
    input,
    table: input.TableName,
    key,
    isCheck: kind === 'ConditionCheck',
  };
};
