import { seededRandom } from '../../infra/simulators/seeded-random.ts';
import type { Hub } from './hub.ts';

interface Known {
  readonly id: string;
  readonly guest: string;
  readonly organizer: string;
  readonly eventId: string | undefined;
}

/** A hub at the mercy of a seed. */
export interface TortureWorld {
  readonly hub: Hub;
  readonly random: () => number;
  readonly pick: <T>(from: readonly [T, ...T[]]) => T;
  readonly bookings: Known[];
  /** What happened, in order. */
  readonly trace: string[];
}
export type Act = (world: TortureWorld) => Promise<unknown>;

/** The same world with dice of its own, so that what runs beside it takes none of its throws. */
export const diced = (
  world: Pick<TortureWorld, 'hub' | 'bookings' | 'trace'>,
  seed: number,
): TortureWorld => {
  const random = seededRandom(seed);
  return { ...world, random, pick: (from) => from[Math.floor(random() * from.length)] ?? from[0] };
};

export const newWorld = (hub: Hub, seed: number): TortureWorld =>
  diced({ hub, bookings: [], trace: [] }, seed);
