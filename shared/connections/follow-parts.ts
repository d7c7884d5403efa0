import { type Run, RunOutcomes } from '../../events/stored/run.ts';
import type { Clock } from '../ports/clock.ts';
import type { Connections } from '../ports/connections.ts';

interface Deps {
  readonly connections: Pick<Connections, 'run' | 'putRun'>;
  readonly clock: Clock;
}

const partsOf = ({ state, result }: Run): string[] => {
  if (state !== 'running') return [];
  const parsed = RunOutcomes.safeParse(result);
  return parsed.success ? parsed.data.outcomes.flatMap(({ runs = [] }) => runs) : [];
};

/** A run over many people is done when all that it has begun is: whoever reads it finds out. */
export const followParts =
  ({ connections, clock }: Deps) =>
  async (run: Run): Promise<Run> => {
    const parts = partsOf(run);
    if (parts.length === 0) return run;
    const found = await Promise.all(parts.map((id) => connections.run(run.org, id)));
    if (found.some((part) => part?.state === 'queued' || part?.state === 'running')) return run;
    const ends = found.flatMap((part) => part?.finishedAt ?? []).toSorted();
    const finishedAt = ends.at(-1) ?? new Date(clock.now()).toISOString();
    const done: Run = { ...run, version: run.version + 1, state: 'done', finishedAt };
    return (await connections.putRun(done)) ? done : ((await connections.run(run.org, run.id)) ?? done);
  };
