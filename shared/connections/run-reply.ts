import type { RunReply } from '../../events/http/runs.ts';
import { type Run, SyncResult } from '../../events/stored/run.ts';

/** The feed that a calendar is read through is nobody's business but ours. */
const shownResult = ({ kind, result }: Pick<Run, 'kind' | 'result'>): Run['result'] => {
  const { data: sync } = SyncResult.safeParse(kind === 'sync' ? result : undefined);
  return sync ? { ...sync, calendars: sync.calendars.map(({ feedId: _, ...part }) => part) } : result;
};

/** A run as people read it. */
export const runReply = ({
  id,
  kind,
  state,
  startedAt,
  counts,
  bookings,
  finishedAt,
  result,
  error,
}: Run): RunReply => ({
  id,
  kind,
  state,
  startedAt,
  counts,
  ...(bookings && { bookings }),
  ...(finishedAt !== undefined && { finishedAt }),
  ...(result && { result: shownResult({ kind, result }) }),
  ...(error !== undefined && { error }),
});
