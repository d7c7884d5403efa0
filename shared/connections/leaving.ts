import type { Connection } from '../../events/stored/connection.ts';
import type { Run } from '../../events/stored/run.ts';
import { DisconnectProgress } from '../../events/stored/run.ts';

/** A disconnect under way: the connection that is left, and its run as it is stored. */
export interface Leaving {
  readonly connection: Connection;
  readonly run: Run;
  readonly progress: DisconnectProgress;
  readonly trace: string;
  /** On the clock of `performance.now()`: from then on nothing new is begun. */
  readonly endsAt: number;
}

export type Counts = Readonly<Record<string, number>>;

export interface Advance {
  readonly progress: DisconnectProgress;
  readonly counts?: Counts;
}

/** The run after a part of the work, with what that part has counted; not stored yet. */
export const advanced = (leaving: Leaving, { progress, counts = {} }: Advance): Leaving => {
  const { run } = leaving;
  const sums = Object.entries(counts).map(([name, more]) => [name, (run.counts[name] ?? 0) + more]);
  return {
    ...leaving,
    progress,
    run: {
      ...run,
      version: run.version + 1,
      state: 'running',
      counts: { ...run.counts, ...Object.fromEntries(sums) },
      progress,
    },
  };
};

export const progressOf = ({ progress }: Run): DisconnectProgress => progress ?? DisconnectProgress.parse({});

export const isTimeUp = ({ endsAt }: Leaving): boolean => performance.now() >= endsAt;

/** The next step, from its beginning. */
export const stepTo = (
  { cursor: _, notBefore: __, ...progress }: DisconnectProgress,
  step: DisconnectProgress['step'],
): DisconnectProgress => ({ ...progress, step, feeds: [], attempts: 0 });
