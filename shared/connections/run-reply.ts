import type { RunReply } from '../../events/http/runs.ts';
import type { Run } from '../../events/stored/run.ts';

/** A run as people read it. */
export const runReply = ({
  id,
  kind,
  state,
  startedAt,
  counts,
  finishedAt,
  result,
  error,
}: Run): RunReply => ({
  id,
  kind,
  state,
  startedAt,
  counts,
  ...(finishedAt !== undefined && { finishedAt }),
  ...(result && { result }),
  ...(error !== undefined && { error }),
});
