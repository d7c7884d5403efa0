import { endFaults } from '../support/end-state.ts';
import { lastWordFaults } from '../support/last-words.ts';
import { schedulingFaults } from '../support/scheduling-faults.ts';
import { Storm } from './storm.ts';
import type { ThreadedHub } from './torture-hub.ts';

export interface Played {
  readonly seed: number;
  readonly faults: readonly string[];
  readonly trace: readonly string[];
  readonly ms: number;
}

/** One seed from the first day to the last look at everything. */
export const play = async (stage: ThreadedHub, seed: number, steps: number): Promise<Played> => {
  const from = performance.now();
  await stage.fresh(seed);
  const storm = new Storm(stage, seed);
  const faults: string[] = [];
  try {
    await storm.run(steps);
    faults.push(...(await endFaults(stage.hub)), ...(await lastWordFaults(stage.hub)));
    faults.push(...(await schedulingFaults(stage.hub)), ...(await storm.faults()));
  } catch (error) {
    faults.push(`broke off: ${error instanceof Error ? error.stack : String(error)}`);
  }
  return { seed, faults, trace: [...storm.trace(), ...stage.errors], ms: performance.now() - from };
};
