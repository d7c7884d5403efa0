import { seededRandom } from '../../infra/simulators/seeded-random.ts';
import type { Hub } from './hub.ts';

interface Known {
  readonly id: string;
  readonly guest: string;
  readonly organizer: string;
  readonly eventId: string | undefined;
}

interface Said {
  readonly answer: string;
  /** On the clock of the pass. */
  readonly begun: number;
  ended?: number;
  /** Undefined until it was answered, or where nobody knows what became of it. */
  status?: number;
}

/** A guest's way to their pages, and what they said there. */
export interface Pass {
  readonly id: string;
  readonly email: string;
  readonly path: string;
  readonly said: Said[];
  clock: number;
}

interface KnownSeries {
  readonly ids: readonly string[];
  /** From this one on they were cancelled, and the hub said so. */
  cancelledFrom?: number;
}

/** A slot that is kept for somebody until they confirm. */
interface Held {
  readonly eventTypeId: string;
  readonly id: string;
  readonly email: string;
  readonly token: string;
  readonly link: string;
}

/** What is there before the dice are thrown, and what came of them. */
interface Finds {
  readonly bookings: Known[];
  /** Ids of the event types that guests book. */
  readonly offers: string[];
  readonly passes: Pass[];
  readonly held: Held[];
  readonly series: KnownSeries[];
}

/** A hub at the mercy of a seed. */
export interface TortureWorld extends Finds {
  readonly hub: Hub;
  readonly random: () => number;
  readonly pick: <T>(from: readonly [T, ...T[]]) => T;
  /** What happened, in order. */
  readonly trace: string[];
}
export type Act = (world: TortureWorld) => Promise<unknown>;

/** The same world with dice of its own, so that what runs beside it takes none of its throws. */
export const diced = (world: Omit<TortureWorld, 'random' | 'pick'>, seed: number): TortureWorld => {
  const random = seededRandom(seed);
  return { ...world, random, pick: (from) => from[Math.floor(random() * from.length)] ?? from[0] };
};

export const newWorld = (hub: Hub, seed: number): TortureWorld =>
  diced({ hub, bookings: [], offers: [], passes: [], held: [], series: [], trace: [] }, seed);
