import { retryDelayMs } from './retry-delay.ts';

/** What is known of a refusal, as an adapter's ProviderError tells it. */
interface Refusal {
  readonly verdict: string;
  readonly retryAfterSeconds?: number | undefined;
}

/** What waits: how often it has failed, and what tells it from the others. */
interface Waiting {
  readonly attempts: number;
  readonly seed: string;
}

interface NextTry {
  readonly attempts: number;
  /** A UTC instant: nobody calls the provider for this before. */
  readonly notBefore: string;
}

const PROJECT_SECONDS = 60;

/**
 * The one rule for whatever waits on its item after a refusal, `now` in epoch milliseconds. Where a whole project is refused the item
 * has not failed itself: its own wait does not grow, and it goes on as soon as the project may.
 */
export const nextTry = (refusal: Refusal, { attempts, seed }: Waiting, now: number): NextTry => {
  const isProject = refusal.verdict === 'project';
  const failures = isProject ? Math.max(1, attempts) : attempts + 1;
  const asked = refusal.retryAfterSeconds ?? (isProject ? PROJECT_SECONDS : undefined);
  const notBefore = new Date(now + retryDelayMs(failures, seed, asked)).toISOString();
  return { attempts: failures, notBefore };
};
