import type { Due } from '../../events/stored/due.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import type { Dues } from '../../shared/ports/dues.ts';
import type { Log } from '../../shared/ports/log.ts';
import type { Queues } from '../../shared/ports/queues.ts';

interface Deps {
  readonly dues: Dues;
  readonly queues: Queues;
  readonly clock: Clock;
  readonly log: Log;
}

const PAGE = 100;
/** Fewer are the last page; not one less than a full page, because a late index still lists what has been moved on. */
const LAST_PAGE = PAGE / 2;
/** Until it is sent once more, if the work has not taken it off before; twice as long each time, or a long queue makes itself longer. */
const AGAIN_MS = 5 * 60_000;
const LONGEST_AGAIN_MS = 20 * 60_000;
/** The function ends at 55 s; what is left then is swept a minute later. */
const BUDGET_MS = 40_000;

const againAt = ({ sent = 0 }: Due, now: number): string =>
  new Date(now + Math.min(LONGEST_AGAIN_MS, AGAIN_MS * 2 ** sent)).toISOString();

/** Sent first, moved on after: a crash in between sends twice, which is harmless, and loses nothing. */
const sendPage = async ({ dues, queues, clock }: Deps, page: readonly Due[]): Promise<void> => {
  await queues.send(page.flatMap(({ messages }) => messages));
  const now = clock.now();
  await Promise.all(page.map((due) => dues.postpone(due, againAt(due, now))));
};

/** Sends everything that is due. */
export const sweep = (deps: Deps) => async (): Promise<void> => {
  const endsAt = performance.now() + BUDGET_MS;
  const now = new Date(deps.clock.now()).toISOString();
  let sent = 0;
  while (performance.now() < endsAt) {
    const page = await deps.dues.dueBy(now, PAGE);
    await sendPage(deps, page);
    sent += page.length;
    if (page.length < LAST_PAGE) break;
  }
  if (sent > 0) deps.log.info('clock.swept', { sent });
};
