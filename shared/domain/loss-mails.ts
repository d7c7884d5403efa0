import type { Connection } from '../../events/stored/connection.ts';

const DAY_MS = 86_400_000;
const AFTER_THAT: readonly number[] = [1, 3, 7, 14];

/** A permission that its user left out or took back may be their wish: they are told of it once. */
const daysOf = (state: Connection['state']): readonly number[] =>
  state === 'needs_reauth' ? [0, ...AFTER_THAT] : [0];

const at = (since: string, day: number): number => Date.parse(since) + day * DAY_MS;

/** The day since the loss whose mail is the one to send now (`now` in epoch ms): those before it are left out. */
export const lossMailDay = (state: Connection['state'], since: string, now: number): number | undefined =>
  daysOf(state).findLast((day) => at(since, day) <= now);

/** The instant of the next mail; undefined after the last. */
export const nextLossMail = (state: Connection['state'], since: string, now: number): string | undefined => {
  const next = daysOf(state).find((day) => at(since, day) > now);
  return next === undefined ? undefined : new Date(at(since, next)).toISOString();
};
