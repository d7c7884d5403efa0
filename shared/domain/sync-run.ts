import { type Run, type SyncPart, SyncResult } from '../../events/stored/run.ts';

/** What became of one calendar; `waiting`: it will be tried again. */
export interface SyncReport {
  readonly feedId: string;
  readonly state: 'done' | 'failed' | 'waiting';
  readonly events?: number;
  readonly reason?: string;
}

/** Nobody looks at a button for longer. What waits is read later all the same. */
const PATIENCE_MS = 15 * 60_000;

const counted = (parts: readonly SyncPart[]): Run['counts'] => ({
  calendars: parts.length,
  done: parts.filter(({ state }) => state === 'done').length,
  failed: parts.filter(({ state }) => state === 'failed').length,
  events: parts.reduce((sum, { events }) => sum + events, 0),
});

/** A run with its parts as they are: over when each of them is; failed when not one could be read. */
export const withParts = (run: Run, result: SyncResult, at: string): Run => {
  const parts = result.calendars;
  const known = { ...run, counts: counted(parts), result };
  if (parts.some(({ state }) => state === 'queued')) return known;
  const isFailed = parts.length > 0 && parts.every(({ state }) => state === 'failed');
  const error = isFailed ? parts[0]?.reason : undefined;
  return {
    ...known,
    state: isFailed ? 'failed' : 'done',
    finishedAt: at,
    ...(error !== undefined && { error }),
  };
};

const heard = (part: SyncPart, { state, events = 0, reason }: SyncReport, isLate: boolean): SyncPart => {
  if (state === 'waiting' && !isLate) return part;
  return {
    ...part,
    state: state === 'done' ? 'done' : 'failed',
    events,
    ...(reason !== undefined && { reason }),
  };
};

/** The run after a report (`at`: now); undefined where the report tells nothing new. */
export const reportedRun = (run: Run, report: SyncReport, at: string): Run | undefined => {
  const { data: result } = SyncResult.safeParse(run.result);
  const isOpen = run.state === 'queued' || run.state === 'running';
  const present = result?.calendars.find(({ feedId }) => feedId === report.feedId);
  if (result === undefined || !isOpen || present?.state !== 'queued') return undefined;
  const isLate = Date.parse(run.startedAt) + PATIENCE_MS <= Date.parse(at);
  const part = heard(present, report, isLate);
  if (part === present && run.state === 'running') return undefined;
  const calendars = result.calendars.map((each) => (each === present ? part : each));
  const running: Run = { ...run, version: run.version + 1, state: 'running' };
  return withParts(running, { ...result, calendars }, at);
};
