import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { TransactWriteCommand, type TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import { HubError } from '../errors.ts';
import { retryConflicts } from './retry-conflicts.ts';
import type { Table } from './table.ts';

export type Action = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

const MAX_ACTIONS = 100;

/** Reasons that say "not now" rather than "no": the SDK repeats none of them. https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html */
const PASSING = new Set(['TransactionConflict', 'ProvisionedThroughputExceeded', 'ThrottlingError']);

const codesOf = (error: unknown): readonly string[] =>
  error instanceof TransactionCanceledException
    ? (error.CancellationReasons ?? []).map(({ Code }) => Code ?? 'None')
    : [];

const isPassing = (error: unknown): boolean => codesOf(error).some((code) => PASSING.has(code));

/**
 * Commits all or nothing. Resolves to the positions of the actions whose condition failed; empty = committed.
 * Conflicts with other writers are tried again for 10 s, or as long as is said, then it is `busy`.
 */
export const transact = async (
  { client }: Table,
  actions: readonly Action[],
  maxWaitMs?: number,
): Promise<readonly number[]> => {
  if (actions.length > MAX_ACTIONS)
    throw new HubError('invalid_request', {
      detail: 'This touches too many hosts and months at once: do it in smaller steps.',
    });
  const write = async (): Promise<readonly number[]> => {
    try {
      await client.send(new TransactWriteCommand({ TransactItems: [...actions] }));
      return [];
    } catch (error) {
      const failed = codesOf(error).flatMap((code, index) =>
        code === 'ConditionalCheckFailed' ? [index] : [],
      );
      if (failed.length > 0) return failed;
      throw error;
    }
  };
  return retryConflicts(write, isPassing, maxWaitMs);
};
