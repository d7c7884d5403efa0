import type { Run, RunOutcomes } from '../../events/stored/run.ts';

interface About {
  readonly org: string;
  /** Who started it. */
  readonly userId: string;
  readonly at: string;
}

/** How many came out how. */
export const countOutcomes = ({ outcomes }: RunOutcomes): Run['counts'] => {
  const byOutcome = Map.groupBy(outcomes, ({ outcome }) => outcome);
  return Object.fromEntries([...byOutcome].map(([outcome, all]) => [outcome, all.length]));
};

const KINDS = {
  remove: 'disconnect',
  sync: 'sync',
  invite: 'invitations',
  'request-reconnect': 'invitations',
} as const satisfies Record<RunOutcomes['action'], Run['kind']>;

/** A run over many people as it begins; `open` is the state in which it waits for what it has begun, absent = it is done at once. */
export const runOfMany = (
  id: string,
  { org, userId, at }: About,
  result: RunOutcomes,
  open?: 'queued' | 'running',
): Run => ({
  v: 1,
  id,
  org,
  userId,
  version: 1,
  startedAt: at,
  counts: countOutcomes(result),
  result,
  kind: KINDS[result.action],
  ...(open ? { state: open } : { state: 'done', finishedAt: at }),
});
