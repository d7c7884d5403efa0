import { z } from 'zod';
import { seededRandom } from '../../simulators/seeded-random.ts';
import type { Answer, Call } from './call.ts';
import { refusal } from './refusal.ts';

const PLAIN = new Set(['PutItem', 'UpdateItem', 'DeleteItem']);
const TRANSACTIONS = new Set(['TransactWriteItems', 'TransactGetItems']);
const list = z.object({ TransactItems: z.array(z.unknown()).default([]) });

interface Conflicts {
  readonly call: Call;
  /** The share of writes and transactions that collide with one that nobody sees; 0 ends it. */
  set(rate: number, seed?: number): void;
}

const collision = (input: Record<string, unknown>, random: number): Answer => {
  const { TransactItems } = list.parse(input);
  const hit = Math.floor(random * TransactItems.length);
  const reasons = TransactItems.map((_, index) =>
    index === hit
      ? { Code: 'TransactionConflict', Message: 'Transaction is ongoing for the item' }
      : { Code: 'None' },
  );
  const message = `Transaction cancelled, please refer cancellation reasons for specific reasons [${reasons.map(({ Code }) => Code).join(', ')}]`;
  return refusal('TransactionCanceledException', message, { Message: message, CancellationReasons: reasons });
};

/** One process at a time never collides, so collisions are made: nothing is written, the caller must try again. */
export const withConflicts = (call: Call): Conflicts => {
  let rate = 0;
  let random = seededRandom(0);
  return {
    set: (share, seed = 1) => {
      rate = share;
      random = seededRandom(seed);
    },
    call: async (operation, input) => {
      const isTransaction = TRANSACTIONS.has(operation);
      if (rate === 0 || !(isTransaction || PLAIN.has(operation)) || random() >= rate)
        return call(operation, input);
      return isTransaction
        ? collision(input, random())
        : refusal('TransactionConflictException', 'Transaction is ongoing for the item');
    },
  };
};
