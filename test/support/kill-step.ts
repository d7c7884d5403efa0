import type { Hub } from './hub.ts';

/** One call of the hub to its surroundings, counted from now on, at which it dies: before it counts (`drop`), or after (`cut`). */
export interface Death {
  readonly at: 'tables' | 'queues' | 'secrets' | 'google' | 'zoom';
  readonly kind: 'drop' | 'cut';
  readonly skip: number;
}

/** The SDK tries three times; only then does the function fail. */
const TIMES = 3;

export const killAt = async ({ aws, google, zoom }: Hub, { at, kind, skip }: Death): Promise<void> => {
  const reset = { match: {}, reset: true, afterCommit: kind === 'cut', skip, times: 1 };
  if (at === 'google') return google.fault(reset);
  if (at === 'zoom') return zoom.fault(reset);
  const services = { tables: aws.tables, queues: aws.queueServer, secrets: aws.secrets };
  services[at].faults.add({ kind, skip, times: TIMES });
};

export const noMoreDeaths = async ({ aws, google, zoom }: Hub): Promise<void> => {
  for (const { faults } of [aws.tables, aws.queueServer, aws.secrets]) faults.clear();
  await google.clearFaults();
  await zoom.clearFaults();
};

/** Every one of these steps, once before and once after it counts. */
export const deaths = (steps: Readonly<Partial<Record<Death['at'], readonly number[]>>>): Death[] =>
  (['tables', 'queues', 'secrets', 'google', 'zoom'] as const).flatMap((at) =>
    (steps[at] ?? []).flatMap((skip) => (['drop', 'cut'] as const).map((kind) => ({ at, kind, skip }))),
  );

/** As a person who presses the button again while the answer is an error. */
export const insist = async (ask: () => Promise<{ readonly status: number }>): Promise<void> => {
  for (let attempt = 0; attempt < 4; attempt += 1) if ((await ask()).status < 500) return;
  throw new Error('it never answered');
};
