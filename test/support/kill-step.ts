import type { Hub } from './hub.ts';

/** Whose simulator is asked. */
const PROVIDERS = ['google', 'microsoft', 'zoom'] as const;
type AtProvider = (typeof PROVIDERS)[number];

/** One call of the hub to its surroundings, counted from now on, at which it dies: before it counts (`drop`), or after (`cut`). */
export interface Death {
  readonly at: 'tables' | 'queues' | 'secrets' | AtProvider;
  readonly kind: 'drop' | 'cut';
  readonly skip: number;
}

/** The SDK tries three times; only then does the function fail. */
const TIMES = 3;

const isProvider = (at: Death['at']): at is AtProvider => PROVIDERS.some((each) => each === at);

export const killAt = async (hub: Hub, { at, kind, skip }: Death): Promise<void> => {
  const { aws } = hub;
  if (isProvider(at))
    return hub[at].fault({ match: {}, reset: true, afterCommit: kind === 'cut', skip, times: 1 });
  const services = { tables: aws.tables, queues: aws.queueServer, secrets: aws.secrets };
  services[at].faults.add({ kind, skip, times: TIMES });
};

export const noMoreDeaths = async (hub: Hub): Promise<void> => {
  const { tables, queueServer, secrets } = hub.aws;
  for (const { faults } of [tables, queueServer, secrets]) faults.clear();
  for (const provider of PROVIDERS) await hub[provider].clearFaults();
};

/** Every one of these steps, once before and once after it counts. */
export const deaths = (steps: Readonly<Partial<Record<Death['at'], readonly number[]>>>): Death[] =>
  (['tables', 'queues', 'secrets', ...PROVIDERS] as const).flatMap((at) =>
    (steps[at] ?? []).flatMap((skip) => (['drop', 'cut'] as const).map((kind) => ({ at, kind, skip }))),
  );

/** As a person who presses the button again while the answer is an error. */
export const insist = async (ask: () => Promise<{ readonly status: number }>): Promise<void> => {
  for (let attempt = 0; attempt < 4; attempt += 1) if ((await ask()).status < 500) return;
  throw new Error('it never answered');
};
