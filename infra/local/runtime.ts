import { serve } from '../serve.ts';
import { type FunctionName, topology } from '../topology.ts';
import { processClock } from './clock.ts';
import { type Cloud, startCloud } from './cloud.ts';
import { controlOf } from './control.ts';
import { demoUser } from './demo.ts';
import type { EngineOptions, Engines } from './engines.ts';
import { type Functions, functionsOf, type Handlers } from './functions.ts';
import { gatewayOf } from './gateway/gateway.ts';
import { loadState, saveState, tablesIn } from './kept-state.ts';
import { EventSource } from './queues/event-source.ts';
import { queueNames } from './queues/topology-queues.ts';
import { Schedules } from './schedules.ts';
import { claimsOf } from './seed.ts';
import { seederOf } from './seeder.ts';
import { type Timeline, timelineOf } from './timeline.ts';

interface Options extends Omit<EngineOptions, 'tablesPath'> {
  readonly port?: number;
  /** The folder that outlives the process; everything is in memory without it. */
  readonly keep?: string | undefined;
  /** In place of the deployed handlers; then nothing is seeded either. */
  readonly handlers?: Partial<Handlers>;
  /** Runs the deployed functions elsewhere than in this thread, with this environment. */
  readonly functions?: (environment: Readonly<Record<string, string>>) => Functions;
  /** Told what CloudWatch would be; stderr without it. */
  readonly onError?: (name: FunctionName, error: unknown) => void;
}
interface Parts {
  readonly functions: Functions;
  readonly schedules: Schedules;
  readonly sources: readonly EventSource[];
  readonly timeline: Timeline;
}
export interface Local extends Parts {
  readonly url: string;
  readonly cloud: Cloud;
  /** Everything as on the first day, at the clock's now. */
  reset(): Promise<void>;
  close(): Promise<void>;
}
type Answer = Parameters<typeof serve>[0];

const toStderr = (name: FunctionName, error: unknown): void => {
  process.stderr.write(`[${name}] ${error instanceof Error ? error.stack : String(error)}\n`);
};

/** The hub's port opens first, because the others must know it; nothing answers before all stand. */
const openDoor = async (port: number | undefined) => {
  const { promise, resolve } = Promise.withResolvers<Answer>();
  const server = await serve(async (request, body) => (await promise)(request, body), port);
  return { server, open: resolve };
};

const sourcesOf = ({ queues, byName }: Engines, functions: Functions): EventSource[] =>
  queueNames.map((name) => {
    const { batchSize, maxConcurrency } = topology.queues[name];
    const invoke = (event: unknown): Promise<unknown> => functions.invoke(name, event);
    return new EventSource({ queues, queue: byName[name].queue, batchSize, maxConcurrency, invoke });
  });

const assemble = ({ engines, google, microsoft, zoom }: Cloud, functions: Functions): Parts => {
  const schedules = new Schedules(functions.invoke);
  const sources = sourcesOf(engines, functions);
  const passive = [engines.queues, engines.tables];
  const quietUntil = async (): Promise<number> =>
    (await engines.tables.earliestIn('due')) ?? Number.POSITIVE_INFINITY;
  return {
    functions,
    schedules,
    sources,
    timeline: timelineOf({ sources, schedules, simulators: [google, microsoft, zoom], passive, quietUntil }),
  };
};

const urlsOf = ({ engines, google, microsoft, zoom }: Cloud, hub: string) => ({
  hub,
  inbox: engines.inboxUrl,
  google: google.url,
  microsoft: microsoft.url,
  zoom: zoom.url,
  aws: {
    dynamodb: engines.tables.url,
    sqs: engines.queueServer.url,
    ses: engines.ses.url,
    secretsManager: engines.secrets.url,
  },
});

const answerOf = (cloud: Cloud, { functions, schedules, timeline }: Parts, hub: string): Answer => {
  const { identity } = cloud;
  const gateway = gatewayOf({ functions, authorize: identity.verify });
  const control = controlOf({
    urls: urlsOf(cloud, hub),
    schedules,
    token: async (id) => {
      const user = demoUser(id);
      return user && identity.token(claimsOf(user));
    },
    advance: timeline.advance,
  });
  return (request, body) => control(request, body) ?? gateway(request, body);
};

const ownFunctions = async (
  { handlers, onError = toStderr }: Options,
  { environment }: Cloud,
): Promise<Functions> => {
  if (handlers) return functionsOf({ handlers, onError });
  // Handlers that are given look nowhere; the deployed ones of another hub in this process must not be misled.
  Object.assign(process.env, environment);
  return functionsOf({ handlers: (await import('./handlers.ts')).handlers, onError });
};

/** One process is one hub: the handlers keep the environment that they were loaded in, so begin again by `reset`. */
export const startLocal = async (options: Options = {}): Promise<Local> => {
  processClock.install();
  const { server, open } = await openDoor(options.port);
  const cloud = await startCloud(server.url, {
    ...options,
    tablesPath: options.keep && tablesIn(options.keep),
  });
  const isKept = options.keep !== undefined && (await loadState(options.keep, cloud.engines));
  const functions = options.functions?.(cloud.environment) ?? (await ownFunctions(options, cloud));
  const parts = assemble(cloud, functions);
  open(answerOf(cloud, parts, server.url));
  const seed = options.handlers ? undefined : seederOf(cloud, server.url);
  if (!isKept) await seed?.();
  return {
    ...parts,
    url: server.url,
    cloud,
    reset: async () => {
      await parts.timeline.abandon();
      parts.schedules.restart();
      await cloud.reset();
      await seed?.();
    },
    close: async () => {
      await server.close();
      if (options.keep !== undefined) await saveState(options.keep, cloud.engines);
      await cloud.close();
    },
  };
};
