import { hash } from './hash.ts';

const FIRST_MS = 2_000;
/** Short enough that after an outage of any length all work goes on, and every calendar is watched, within a quarter of an hour. */
const LONGEST_MS = 8 * 60_000;
const SPREAD_MS = 60_000;

/**
 * How long to wait after the nth failure (1, 2, …) in milliseconds: doubling up to 8 minutes, the later half of it spread by
 * `seed`, so that what failed together does not come back together. What the provider asked for is waited out in full, and up to
 * a minute longer (a tenth of long waits), for all who were asked the same.
 */
export const retryDelayMs = (attempt: number, seed: string, retryAfterSeconds = 0): number => {
  const ceiling = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempt - 1, 20));
  const spread = hash(`${seed} ${attempt}`) / 2 ** 32;
  const asked = retryAfterSeconds * 1000;
  const tail = Math.max(asked / 10, Math.min(asked, SPREAD_MS));
  return Math.round(Math.max(asked + tail * spread, ceiling * (0.5 + spread / 2)));
};
