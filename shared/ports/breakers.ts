import type { Breaker, BreakerName } from '../../events/stored/breaker.ts';

/** Where all workers see that a provider refuses the whole hub. */
export interface Breakers {
  /** Consistent; undefined where it was never open. */
  read(name: BreakerName): Promise<Breaker | undefined>;
  /** False when another version than the one before is stored: then nothing is written. */
  put(breaker: Breaker): Promise<boolean>;
}
