import { seededRandom } from '../../infra/simulators/seeded-random.ts';
import { connectGoogle } from './connect-google.ts';
import type { Hub } from './hub.ts';
import { TORTURE_ACTS, type TortureWorld } from './torture-acts.ts';

/** Common things happen more often. */
const DECK: readonly [string, ...string[]] = [
  'create',
  'create',
  'move by API',
  'move in Google',
  'pause',
  'pause',
  'settle',
  ...Object.keys(TORTURE_ACTS),
];

/** What one actor tries may be refused, or fall to a fault: both are part of the game, and of the trace. */
const attempt = async (world: TortureWorld, name: string): Promise<void> => {
  try {
    await TORTURE_ACTS[name]?.(world);
  } catch (error) {
    world.trace.push(`${name} failed: ${String(error)}`);
  }
};

const step = async (world: TortureWorld, name: string): Promise<void> => {
  world.trace.push(name);
  if (name === 'settle') await world.hub.settle();
  else if (name === 'pause') await world.hub.advance(world.pick(['PT10S', 'PT30S', 'PT2M']));
  else await attempt(world, name);
};

const calm = async ({ aws, google }: Hub): Promise<void> => {
  for (const { faults } of [aws.tables, aws.queueServer, aws.ses]) faults.clear();
  aws.tables.setConflicts(0);
  for (const { queue } of Object.values(aws.byName)) queue.duplicateNext(0);
  await google.clearFaults();
  await google.webhooks({ mode: 'deliver' });
};

/** Ben and Chloe connect, then `steps` random things happen to them, then the weather is fine for two hours. Returns what happened. */
export const torture = async (hub: Hub, seed: number, steps: number): Promise<readonly string[]> => {
  const random = seededRandom(seed);
  const world: TortureWorld = {
    hub,
    random,
    pick: (from) => from[Math.floor(random() * from.length)] ?? from[0],
    bookings: [],
    trace: [],
  };
  for (const user of ['ben', 'chloe']) await connectGoogle(hub, user);
  await step(world, 'create');
  for (let count = 0; count < steps; count += 1) await step(world, world.pick(DECK));
  await calm(hub);
  await hub.advance('PT2H');
  return world.trace;
};
