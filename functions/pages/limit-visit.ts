import { limitAttempts } from '../../shared/http/limit-attempts.ts';
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
  (deps: Pick<Deps, 'attempts' | 'clock'>) =>
  ({ ip, token, isPress }: Visitor): Promise<void> =>
    limitAttempts(deps)(
      [
        { of: ['guest page', 'ip', ip], most: MOST.ip, windowMs: WINDOW_MS },
        { of: ['guest page', 'token', token], most: MOST.token, windowMs: WINDOW_MS },
        ...(isPress ? [{ of: ['guest page', 'press', token], most: MOST.press, windowMs: WINDOW_MS }] : []),
      ],
      'This link was opened too often: wait a little, then try again.',
    );
