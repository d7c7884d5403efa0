import { HubError } from '../../shared/errors.ts';
import type { Deps } from './deps.ts';

interface Visitor {
  readonly ip: string;
  readonly token: string;
  /** A button was pressed. */
  readonly isPress: boolean;
}

const WINDOW_MS = 10 * 60_000;
/** A whole office may stand behind one network address, and scanners open a link some dozen times; nobody presses buttons that often. */
const MOST = { ip: 1_200, token: 300, press: 30 } as const;

/** Counts a visit. Throws `rate_limited` where there were too many from one network, or of one link. */
export const limitVisit =
  ({ attempts, clock }: Pick<Deps, 'attempts' | 'clock'>) =>
  async ({ ip, token, isPress }: Visitor): Promise<void> => {
    const now = clock.now();
    const limits = [
      { of: ['guest page', 'ip', ip], most: MOST.ip },
      { of: ['guest page', 'token', token], most: MOST.token },
      ...(isPress ? [{ of: ['guest page', 'press', token], most: MOST.press }] : []),
    ];
    // One after the other: whoever is refused by the first uses up nobody else's turn.
    for (const limit of limits) {
      const waitMs = await attempts.count({ ...limit, windowMs: WINDOW_MS }, now);
      if (waitMs !== undefined)
        throw new HubError('rate_limited', {
          detail: 'This link was opened too often: wait a little, then try again.',
          retryAfterSeconds: Math.max(1, Math.ceil(waitMs / 1000)),
        });
    }
  };
