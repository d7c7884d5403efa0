import { z } from 'zod';
import type { Answer, Call } from './call.ts';
import { type Attributes, readAnswer } from './item.ts';
import { refusal } from './refusal.ts';
import type { TableSchemas } from './table-schemas.ts';
import { transactionLedger } from './transaction-ledger.ts';
import { type Step, stepOf, transactItems } from './transaction-steps.ts';

interface Reason {
  readonly Code: string;
  readonly Message?: string;
  readonly Item?: Attributes;
}
type Outcome = { readonly reason: Reason } | { readonly refused: Answer };

const LARGEST_BYTES = 4 * 1024 * 1024;
/** What depends on the stored item cancels; any other malformed expression refuses the whole request. */
const DEPENDS_ON_ITEM = /operand in the update|refers to an attribute|document path|Item size/i;

const token = z.object({ ClientRequestToken: z.string().optional() });
const invalid = (message: string): Answer => refusal('ValidationException', message);
const typeOf = ({ body }: Answer): string => String(body.__type).split('#').at(-1) ?? '';

const read = async (call: Call, { table, key }: Step): Promise<Attributes | undefined> => {
  const { body } = await call('GetItem', { TableName: table, Key: key, ConsistentRead: true });
  return readAnswer.safeParse(body).data?.Item;
};

const restore = (call: Call, { table, key }: Step, before: Attributes | undefined): Promise<Answer> =>
  before
    ? call('PutItem', { TableName: table, Item: before })
    : call('DeleteItem', { TableName: table, Key: key });

const outcomeOf = (answer: Answer, before: Attributes | undefined, wanted?: string): Outcome => {
  if (answer.status === 200) return { reason: { Code: 'None' } };
  const message = String(answer.body.message ?? answer.body.Message);
  const type = typeOf(answer);
  if (type === 'ConditionalCheckFailedException')
    return {
      reason: {
        Code: 'ConditionalCheckFailed',
        Message: message,
        ...(wanted === 'ALL_OLD' && before && { Item: before }),
      },
    };
  if (type === 'ValidationException' && DEPENDS_ON_ITEM.test(message))
    return { reason: { Code: 'ValidationError', Message: message } };
  return { refused: answer };
};

const apply = async (call: Call, step: Step, before: Attributes | undefined): Promise<Outcome> => {
  const { ReturnValuesOnConditionCheckFailure: wanted, ...input } = step.input;
  const answer = await call(step.operation, input);
  // A condition that holds for a missing item has just created it.
  if (answer.status === 200 && step.isCheck && !before) await restore(call, step, undefined);
  return outcomeOf(answer, before, wanted);
};

const cancelled = (reasons: readonly Reason[]): Answer => {
  const message = `Transaction cancelled, please refer cancellation reasons for specific reasons [${reasons.map(({ Code }) => Code).join(', ')}]`;
  return refusal('TransactionCanceledException', message, {
    Message: message,
    CancellationReasons: reasons,
  });
};

/** Distinct items make the conditions independent: run all, and put every snapshot back if one failed. */
const commit = async (call: Call, steps: readonly Step[]): Promise<Answer> => {
  const reasons: Reason[] = [];
  const undo: (() => Promise<Answer>)[] = [];
  let refused: Answer | undefined;
  for (const step of steps) {
    const before = await read(call, step);
    const outcome = await apply(call, step, before);
    if ('refused' in outcome) {
      refused = outcome.refused;
      break;
    }
    reasons.push(outcome.reason);
    if (outcome.reason.Code === 'None' && !step.isCheck) undo.push(() => restore(call, step, before));
  }
  if (!refused && reasons.every(({ Code }) => Code === 'None')) return { status: 200, body: {} };
  for (const back of undo) await back();
  return refused ?? cancelled(reasons);
};

const stepsOf = async (schemas: TableSchemas, input: Record<string, unknown>): Promise<Step[] | Answer> => {
  const parsed = transactItems.safeParse(input.TransactItems);
  if (!parsed.success)
    return invalid(
      `1 validation error detected: Value at 'transactItems' ${parsed.error.issues[0]?.message}`,
    );
  const found = await Promise.all(parsed.data.map((entry) => stepOf(schemas, entry)));
  const steps = found.filter((step) => step !== undefined);
  if (steps.length < found.length)
    return invalid('TransactItems can only contain one of Check, Put, Update or Delete');
  const names = new Set(steps.map(({ table, key }) => `${table} ${JSON.stringify(key)}`));
  if (names.size < steps.length)
    return invalid('Transaction request cannot include multiple operations on one item');
  return JSON.stringify(parsed.data).length > LARGEST_BYTES
    ? invalid('Transaction request size cannot exceed 4 MB')
    : steps;
};

const get = async (call: Call, steps: readonly Step[]): Promise<Answer> => {
  const answers = await Promise.all(
    steps.map(({ input }) => call('GetItem', { ...input, ConsistentRead: true })),
  );
  const failed = answers.find(({ status }) => status !== 200);
  return failed ?? { status: 200, body: { Responses: answers.map(({ body }) => ({ Item: body.Item })) } };
};

/** What dynalite lacks, on top of it: https://github.com/mhart/dynalite/issues/98. Whoever calls must let one call finish first. */
export const withTransactions = (call: Call, schemas: TableSchemas): { call: Call; clear(): void } => {
  const ledger = transactionLedger();
  const write = async (input: Record<string, unknown>): Promise<Answer> => {
    const steps = await stepsOf(schemas, input);
    return 'status' in steps ? steps : commit(call, steps);
  };
  const fetched = async (input: Record<string, unknown>): Promise<Answer> => {
    const steps = await stepsOf(schemas, input);
    return 'status' in steps ? steps : get(call, steps);
  };
  return {
    clear: ledger.clear,
    call: (operation, input) => {
      if (operation === 'TransactGetItems') return fetched(input);
      if (operation !== 'TransactWriteItems') return call(operation, input);
      const { ClientRequestToken } = token.parse(input);
      return ledger.once(ClientRequestToken, input.TransactItems, () => write(input));
    },
  };
};
