import type { MailWork } from '../../../events/internal/mail-work.ts';
import type { Series } from '../../../events/stored/series.ts';
import type { SeriesNotice } from '../../../events/stored/series-notice.ts';
import { LEASE_WAIT_S } from '../../domain/mail-lease.ts';
import { openLines } from './open-lines.ts';
import { type DigestOutcome, type DigestTask, digestTask, sendDigest } from './send-digest.ts';
import type { SeriesNoticeDeps } from './series-notice-deps.ts';
import { readSeriesSituation, type SeriesSituation } from './series-situation.ts';
import { writeDownDigest } from './write-down-digest.ts';

type Work = Extract<MailWork, { bookingId: string }>;
type Result = PromiseSettledResult<DigestOutcome | { readonly outcome: 'told' }>;

const SHORT_WAIT_S = 60;
const SETTLED: ReadonlySet<DigestOutcome['outcome'] | 'told'> = new Set(['sent', 'told', 'refused']);

/**
 * A mail that has left is written down first; one that may have left goes again, as it was, once nobody can be sending it any more: but for
 * what would not be true, which counts as told, so that the news say it all. What is left of one meeting alone is owed as of any.
 */
const resume = async (
  deps: SeriesNoticeDeps,
  situation: SeriesSituation,
  notice: SeriesNotice,
  trace: string,
): Promise<DigestOutcome | { readonly outcome: 'told' }> => {
  const { address, sending } = notice;
  if (sending === undefined) return { outcome: 'told' };
  const isLeased = new Date(deps.clock.now()).toISOString() < sending.until;
  if (sending.done === undefined && isLeased)
    return { outcome: 'unknown', reason: 'under_way', comeAgain: LEASE_WAIT_S } as const;
  const open = openLines(situation, sending.lines).map(({ line }) => line);
  if (sending.done || open.length < 2) {
    const lines = sending.done ? sending.lines : sending.lines.filter((line) => !open.includes(line));
    await writeDownDigest(deps)(situation.situations, { ...notice, sending: { ...sending, lines } }, trace);
    const { sending: _, ...rest } = notice;
    await deps.series.putNotice({ ...rest, version: notice.version + 1 });
    return { outcome: 'told' };
  }
  const { until: _, done: __, ...mail } = sending;
  const task: DigestTask = { address, sending: { ...mail, attempt: mail.attempt + 1 }, trace };
  return sendDigest(deps)(situation, task);
};

/** Well before the function's time is up: the others are told by the next who comes. */
const WORK_MS = 30_000;
const TIME_IS_UP = { status: 'fulfilled', value: { outcome: 'throttled', comeAgain: 1 } } as const;

const sendAll = async (
  deps: SeriesNoticeDeps,
  situation: SeriesSituation,
  { trace, stopAt }: { readonly trace: string; readonly stopAt: number },
): Promise<Result[]> => {
  const open = situation.notices.filter(({ sending }) => sending !== undefined);
  const acts = [
    ...open.map((notice) => () => resume(deps, situation, notice, trace)),
    ...(open.length > 0 ? [] : situation.digests).map(
      (digest) => () => sendDigest(deps)(situation, digestTask(situation, digest, trace)),
    ),
  ];
  const results: Result[] = [];
  for (const act of acts) {
    if (deps.clock.now() > stopAt) return [...results, TIME_IS_UP];
    results.push(...(await Promise.allSettled([act()])));
  }
  return results;
};

/** When to come again, where that is soon: what waits for longer has due items of its own. */
const waitOf = (results: readonly Result[]): number | undefined =>
  results
    .flatMap((each) =>
      each.status === 'fulfilled' && 'comeAgain' in each.value ? [each.value.comeAgain] : [],
    )
    .filter((wait) => wait <= SHORT_WAIT_S || wait === LEASE_WAIT_S)
    .toSorted((a, b) => a - b)[0];

const throwFirst = (results: readonly Result[]): void => {
  const errors = results.flatMap((each): unknown[] => (each.status === 'rejected' ? [each.reason] : []));
  const [cause] = errors;
  if (cause !== undefined)
    throw new AggregateError(errors, 'some readers could not be written to', { cause });
};

const isSettled = (result: Result): boolean =>
  result.status === 'fulfilled' && SETTLED.has(result.value.outcome);

/** How it went with all who were to hear of something now; throws where one could not be written to. */
const round = async (
  deps: SeriesNoticeDeps,
  series: Series,
  { message, stopAt }: { readonly message: Work; readonly stopAt: number },
): Promise<readonly Result[]> => {
  const situation = await readSeriesSituation(deps, series);
  const results = await sendAll(deps, situation, { trace: message.trace, stopAt });
  const delay = waitOf(results);
  if (delay !== undefined) await deps.queues.send([{ queue: 'mail', body: message }], delay);
  throwFirst(results);
  return results;
};

/**
 * One mail to each who is to hear of several meetings of a series. True: nobody is any more. False: somebody has to wait, or somebody else
 * writes to them.
 */
export const tellOfSeveral =
  (deps: SeriesNoticeDeps) =>
  async (series: Series, message: Work): Promise<boolean> => {
    const stopAt = deps.clock.now() + WORK_MS;
    for (let left = series.occurrences.length; left > 0; left -= 1) {
      const results = await round(deps, series, { message, stopAt });
      if (results.length === 0) return true;
      if (!results.every(isSettled)) return false;
    }
    return false;
  };
