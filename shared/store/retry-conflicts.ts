import { setTimeout as pause } from 'node:timers/promises';
import { TransactionConflictException } from '@aws-sdk/client-dynamodb';
import { HubError } from '../errors.ts';

const MAX_WAIT_MS = 10_000;

const pauseMs = (attempt: number): number => Math.random() * Math.min(400, 10 * 2 ** attempt);

const isConflict = (error: unknown): boolean => error instanceof TransactionConflictException;

/**
 * A write that meets somebody's transaction on its item is refused, and not tried again by the SDK: it is here, for 10 s, then it is
 * `busy`. `isPassing` names further refusals that are over in a moment.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html#transaction-conflict-handling
 */
export const retryConflicts = async <T>(
  write: () => Promise<T>,
  isPassing: (error: unknown) => boolean = isConflict,
): Promise<T> => {
  const giveUpAt = performance.now() + MAX_WAIT_MS;
  for (let attempt = 0; performance.now() < giveUpAt; attempt += 1) {
    try {
      return await write();
    } catch (error) {
      if (!isPassing(error)) throw error;
    }
    await pause(pauseMs(attempt));
  }
  throw new HubError('busy', { retryAfterSeconds: 1 });
};
