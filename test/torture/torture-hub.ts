import { processClock } from '../../infra/local/clock.ts';
import { startLocal } from '../../infra/local/runtime.ts';
import { guardDoors } from '../../infra/serve.ts';
import { seededRandom } from '../../infra/simulators/seeded-random.ts';
import type { FunctionName } from '../../infra/topology.ts';
import { bundler } from '../bench/bundle.ts';
import { hubOf, START } from '../support/hub.ts';
import { CarPark } from './car-park.ts';
import { Containers } from './containers.ts';

/** What runs in a container's thread is built too: there are thirty a seed, and Node would strip its types in each. */
const THREAD = 'container-thread';
/** Of the calls of a container, how many wait for the scheduler on their way in, and on their way out. */
const HELD = 0.4;
const SILENT = { lines: () => [], clear: () => undefined, release: () => undefined };

const dice = (seed: number, text: string): number => {
  let mixed = seed;
  for (const letter of text) mixed = (Math.imul(mixed, 31) + letter.charCodeAt(0)) | 0;
  return seededRandom(mixed)();
};

/** The folder where every function lies as it is deployed, built once for all that torture them. */
export const buildBundles = async (names: readonly FunctionName[]) => {
  const bundles = bundler();
  const files = new Map<string, string>();
  for (const name of names) files.set(name, (await bundles.deployed(name)).file);
  files.set(THREAD, (await bundles.bare(THREAD, "import './test/torture/container-thread.ts';")).file);
  return { files: Object.fromEntries(files), remove: bundles.remove };
};

/** A local hub whose functions run in containers of their own, and whose calls a car park may hold. */
export const threadedHub = async (files: Readonly<Record<string, string>>) => {
  processClock.install();
  processClock.freeze(START);
  let containers: Containers | undefined;
  let seed = 0;
  const errors: string[] = [];
  const logs: string[] = [];
  const park = new CarPark({
    isHeld: (container, call, when) => dice(seed, `${container} ${call} ${when}`) < HELD,
  });
  const dismiss = guardDoors((request, answer) => park.pass(request, answer));
  const local = await startLocal({
    indexLag: { maxMs: 0, seed: 1 },
    functions: (environment) => {
      containers = new Containers({
        environment,
        fileOf: (name) => files[name] ?? '',
        thread: files[THREAD] ?? '',
        onLog: (text) => logs.push(text.trimEnd()),
        onError: (name, error) => errors.push(`${name}: ${String(error)}`),
      });
      return containers;
    },
  });
  if (!containers) throw new Error('the hub has no containers');
  const own = containers;
  return {
    local,
    park,
    containers: own,
    errors,
    logs,
    hub: hubOf(local, SILENT),
    fresh: async (next: number) => {
      seed = next;
      park.open();
      await own.reset();
      processClock.freeze(START);
      await local.reset();
      await own.reset();
      errors.length = 0;
      logs.length = 0;
    },
    close: async () => {
      dismiss();
      await own.reset();
      await local.close();
    },
  };
};
export type ThreadedHub = Awaited<ReturnType<typeof threadedHub>>;
