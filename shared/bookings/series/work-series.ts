import type { ProvisionWork } from '../../../events/internal/provision-work.ts';
import { advanceSeries } from './advance-series.ts';
import type { SeriesDeps } from './series-deps.ts';

const WORK_MS = 35_000;

/** Goes on with what is pending of a series, where whoever began it has died, and again where the time was not enough. */
export const workSeries =
  (deps: SeriesDeps) =>
  async (work: Extract<ProvisionWork, { kind: 'series' }>): Promise<void> => {
    const series = await advanceSeries(deps)(work.org, work.seriesId, deps.clock.now() + WORK_MS);
    if (series?.pending) await deps.queues.send([{ queue: 'provision', body: work }]);
  };
