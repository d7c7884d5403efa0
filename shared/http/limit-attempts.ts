import { HubError } from '../errors.ts';
import type { AttemptLimit, Attempts } from '../ports/attempts.ts';
import type { Clock } from '../ports/clock.ts';

/** Counts a try against each of some limits. Throws `rate_limited`, with when to come again, at the first that is used up. */
export const limitAttempts =
  ({ attempts, clock }: { readonly attempts: Attempts; readonly clock: Clock }) =>
  async (limits: readonly AttemptLimit[], detail: string): Promise<void> => {
    const now = clock.now();
    // One after the other: whoever is refused by the first uses up nobody else's turn.
    for (const limit of limits) {
      const waitMs = await attempts.count(limit, now);
      if (waitMs !== undefined)
        throw new HubError('rate_limited', {
          detail,
          retryAfterSeconds: Math.max(1, Math.ceil(waitMs / 1000)),
        });
    }
  };
