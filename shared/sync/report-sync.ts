import type { FeedWork } from '../../events/internal/feed-work.ts';
import { reportedRun, type SyncReport } from '../domain/sync-run.ts';
import { untilWritten } from '../people/until-written.ts';
import type { SyncDeps } from './sync-deps.ts';

type Report = Omit<SyncReport, 'feedId'>;

const isOver = (state: 'queued' | 'running' | 'done' | 'failed' | undefined): boolean =>
  state !== 'queued' && state !== 'running';

/** Tells the run that a message belongs to, if any, what became of it. Its timer goes with the last report. */
export const reportSync =
  ({ runs, dues, clock }: Pick<SyncDeps, 'runs' | 'dues' | 'clock'>) =>
  async (work: FeedWork, report: Report): Promise<void> => {
    if (work.kind !== 'changes' || work.run === undefined || runs === undefined) return;
    const { org, id } = work.run;
    const run = await untilWritten(async () => {
      const present = await runs.run(org, id);
      const at = new Date(clock.now()).toISOString();
      const next = present && reportedRun(present, { ...report, feedId: work.feedId }, at);
      if (next === undefined) return { state: present?.state };
      return (await runs.putRun(next)) ? { state: next.state } : undefined;
    });
    if (isOver(run.state)) await dues.remove('run', id);
  };
