import type { Due } from '../../events/stored/due.ts';

interface Asking {
  readonly org: string;
  readonly runId: string;
  readonly trace: string;
}

const GRACE_MS = 60_000;

/** The mails that a run owes to whom it asks, as a debt of the run's own commit. */
export const requestsDue = ({ org, runId, trace }: Asking, now: number): Due => ({
  v: 1,
  kind: 'run',
  owner: runId,
  version: 1,
  dueAt: new Date(now + GRACE_MS).toISOString(),
  messages: [{ queue: 'mail', body: { v: 1, kind: 'connect_requests', org, runId, trace } }],
});
