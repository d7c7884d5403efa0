import { z } from 'zod';
import type { Answer, Call } from './call.ts';
import { type Attributes, attributes, readAnswer } from './item.ts';
import { refusal } from './refusal.ts';
import type { TableSchemas } from './table-schemas.ts';

const WRITES = new Set(['PutItem', 'UpdateItem', 'DeleteItem']);
const written = z.object({
  TableName: z.string(),
  Item: attributes.optional(),
  Key: attributes.optional(),
  ExpressionAttributeValues: attributes.optional(),
});
type Written = z.infer<typeof written>;

const keyOf = ({ Key, Item }: Written, keys: readonly string[]): Attributes =>
  Key ?? Object.fromEntries(keys.map((name) => [name, Item?.[name] ?? {}]));

const read = async (call: Call, TableName: string, Key: Attributes): Promise<Attributes | undefined> => {
  const { body } = await call('GetItem', { TableName, Key, ConsistentRead: true });
  return readAnswer.parse(body).Item;
};

const holdsEmpty = (input: Record<string, unknown>): boolean => {
  const { Item, ExpressionAttributeValues } = written.parse(input);
  return [Item, ExpressionAttributeValues].some((values) =>
    Object.values(values ?? {}).some(({ S }) => S === ''),
  );
};

const emptyKey = (index: string, attribute: string): Answer =>
  refusal(
    'ValidationException',
    'One or more parameter values are not valid. A value specified for a secondary index key is not supported. ' +
      `The AttributeValue for a key attribute cannot contain an empty string value. IndexName: ${index}, IndexKey: ${attribute}`,
  );

const restore = (
  call: Call,
  TableName: string,
  key: Attributes,
  before: Attributes | undefined,
): Promise<Answer> =>
  before ? call('PutItem', { TableName, Item: before }) : call('DeleteItem', { TableName, Key: key });

/** Adds what dynalite leaves out of single writes: the item that failed a condition, and no empty string as an index key. */
export const withPlainWrites = (call: Call, schemas: TableSchemas): Call => {
  const write = async (operation: string, whole: Record<string, unknown>): Promise<Answer> => {
    const { ReturnValuesOnConditionCheckFailure: wanted, ...rest } = whole;
    const answer = await call(operation, rest);
    const isFailedCondition = String(answer.body.__type).endsWith('#ConditionalCheckFailedException');
    if (!isFailedCondition || wanted !== 'ALL_OLD') return answer;
    const input = written.parse(whole);
    const item = await read(call, input.TableName, keyOf(input, (await schemas.of(input.TableName)).keys));
    return item ? { ...answer, body: { ...answer.body, Item: item } } : answer;
  };
  const checkedWrite = async (operation: string, whole: Record<string, unknown>): Promise<Answer> => {
    const input = written.parse(whole);
    const { keys, indexKeys } = await schemas.of(input.TableName);
    const key = keyOf(input, keys);
    const before = await read(call, input.TableName, key);
    const answer = await write(operation, whole);
    const after = answer.status === 200 ? await read(call, input.TableName, key) : undefined;
    const wrong = indexKeys.find(({ attribute }) => after?.[attribute]?.S === '');
    if (!wrong) return answer;
    await restore(call, input.TableName, key, before);
    return emptyKey(wrong.index, wrong.attribute);
  };
  return (operation, input) => {
    if (!WRITES.has(operation)) return call(operation, input);
    return holdsEmpty(input) ? checkedWrite(operation, input) : write(operation, input);
  };
};
