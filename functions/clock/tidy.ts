import type { Clock } from '../../shared/ports/clock.ts';
import type { Dues } from '../../shared/ports/dues.ts';
import type { Log } from '../../shared/ports/log.ts';

interface Deps {
  readonly dues: Pick<Dues, 'dueBy'>;
  readonly clock: Clock;
  readonly log: Log;
}

const LATE_MS = 10 * 60_000;
const MOST_COUNTED = 1_000;

/** Says how far the sweep is behind: what was due ten minutes ago should have been sent nine times by now. */
export const tidy =
  ({ dues, clock, log }: Deps) =>
  async (): Promise<void> => {
    const late = await dues.dueBy(new Date(clock.now() - LATE_MS).toISOString(), MOST_COUNTED);
    log.info('clock.backlog', { late: late.length });
  };
