import { createHash } from 'node:crypto';
import type { Answer } from './call.ts';
import { refusal } from './refusal.ts';

const TOKEN_LIFE_MS = 600_000;

interface Ledger {
  once(token: string | undefined, items: unknown, run: () => Promise<Answer>): Promise<Answer>;
  clear(): void;
}

/** One client token names one transaction for ten minutes. */
export const transactionLedger = (): Ledger => {
  const known = new Map<string, { hash: string; until: number }>();
  const replay = (token: string, hash: string): Answer | undefined => {
    const earlier = known.get(token);
    if (!earlier || earlier.until <= Date.now()) return undefined;
    if (earlier.hash === hash) return { status: 200, body: {} };
    return refusal(
      'IdempotentParameterMismatchException',
      'The request uses the same client token as a previous, but non-identical request.',
    );
  };
  return {
    once: async (token, items, run) => {
      if (token === undefined) return run();
      const hash = createHash('sha256').update(JSON.stringify(items)).digest('hex');
      const earlier = replay(token, hash);
      if (earlier) return earlier;
      const answer = await run();
      if (answer.status === 200) known.set(token, { hash, until: Date.now() + TOKEN_LIFE_MS });
      return answer;
    },
    clear: () => known.clear(),
  };
};
