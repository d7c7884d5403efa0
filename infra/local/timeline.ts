import { processClock } from './clock.ts';
import { oneAtATime } from './one-at-a-time.ts';

interface Source {
  drain(): Promise<number>;
}
interface Due {
  nextDue(): number | undefined;
}
interface Stepped extends Due {
  runDue(): void | Promise<void>;
}
interface Simulated extends Stepped {
  idle(): Promise<boolean>;
}
interface Parts {
  readonly sources: readonly Source[];
  readonly schedules: { nextDue(quietUntil: number): number; runDue(quietUntil: number): Promise<void> };
  readonly simulators: readonly Simulated[];
  /** Queues and tables: their time comes by itself. */
  readonly passive: readonly Due[];
  /** Before this instant nothing that waits in the table is due. */
  readonly quietUntil: () => Promise<number>;
}
export interface Timeline {
  /** Delivers messages and waits for webhooks until nothing is in flight; returns how many messages were delivered. */
  settle(): Promise<number>;
  /** Goes from due time to due time, settling at each; returns how many messages were delivered. */
  advance(ms: number): Promise<number>;
  /** Ends a journey that nobody waits for any more, at its next stop. */
  abandon(): Promise<void>;
}

const MOST_DELIVERIES = 100_000;
const MOST_STOPS_AT_ONE_INSTANT = 1000;

const deliver = async (sources: readonly Source[]): Promise<number> => {
  let delivered = 0;
  for (const source of sources) delivered += await source.drain();
  return delivered;
};

const wasBusy = async (simulators: readonly Simulated[]): Promise<boolean> => {
  const busy = await Promise.all(simulators.map((simulator) => simulator.idle()));
  return busy.includes(true);
};

const settled = async ({ sources, simulators }: Parts): Promise<number> => {
  for (let total = 0; total <= MOST_DELIVERIES; ) {
    const delivered = await deliver(sources);
    total += delivered;
    if (!(await wasBusy(simulators)) && delivered === 0) return total;
  }
  throw new Error(`still busy after ${MOST_DELIVERIES} deliveries`);
};

const nextDue = async ({ schedules, simulators, passive, quietUntil }: Parts): Promise<number> => {
  const times = [...simulators, ...passive].flatMap((each) => each.nextDue() ?? []);
  return Math.min(schedules.nextDue(await quietUntil()), ...times);
};

const jumpTo = (instant: number): void => processClock.advance(Math.max(0, instant - Date.now()));

/** Throws when one instant is visited over and over. */
const standstill = (): ((due: number) => void) => {
  let at = 0;
  let count = 0;
  return (due) => {
    count = due === at ? count + 1 : 0;
    at = due;
    if (count > MOST_STOPS_AT_ONE_INSTANT)
      throw new Error(`time stands still at ${new Date(due).toISOString()}`);
  };
};

/** Time as a list of discrete events: nothing waits for a timer. */
export const timelineOf = (parts: Parts): Timeline => {
  const exclusive = oneAtATime();
  let journey = 0;
  const stop = async (): Promise<number> => {
    await parts.schedules.runDue(await parts.quietUntil());
    for (const simulator of parts.simulators) await simulator.runDue();
    return settled(parts);
  };
  const advance = async (ms: number, isWanted: () => boolean): Promise<number> => {
    let total = await settled(parts);
    const target = Date.now() + ms;
    const check = standstill();
    for (let due = await nextDue(parts); due <= target; due = await nextDue(parts)) {
      if (!isWanted()) return total;
      check(due);
      jumpTo(due);
      total += await stop();
    }
    jumpTo(target);
    return total + (await settled(parts));
  };
  return {
    settle: () => settled(parts),
    advance: (ms) => {
      const own = journey;
      return exclusive(() => advance(ms, () => own === journey));
    },
    abandon: () => {
      journey += 1;
      return exclusive(() => Promise.resolve());
    },
  };
};
