import { setTimeout as pause } from 'node:timers/promises';
import { TransactionConflictException } from '@aws-sdk/client-dynamodb';
import { HubError } from '../errors.ts';

const MAX_WAIT_MS = 10_000;

const pauseMs = (attempt: number): number => Math.random() * Math.min(400, 10 * 2 ** attempt);

const isConflict = (error: unknown): boolean => error instanceof TransactionConflictException;

/**
 * A write that meets somebody's transaction on its item is refused, and not tried again by the SDK: it is here, at least once, for as long
 * as is said, then it is `busy`. `isPassing` names further refusals that are over in a moment.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html#transaction-conflict-handling
 */
export const retryConflicts = async <T>(
  write: () => Promise<T>,
  isPassing: (error: unknown) => boolean = isConflict,
  maxWaitMs: number = MAX_WAIT_MS,
): Promise<T> => {
  const giveUpAt = performance.now() + maxWaitMs;
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await write();
    } catch (error) {
      if (!isPassing(error)) throw error;
    }
    const waitMs = pauseMs(attempt);
    if (performance.now() + waitMs >= giveUpAt) throw new HubError('busy', { retryAfterSeconds: 1 });
    await pause(waitMs);
  }
};
