import type { Feed } from '../../events/stored/feed.ts';
import { hash } from './hash.ts';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
/** Well before the time that is kept reaches the end of a window that does not move on. */
const LATEST = 0.97;
const SPREAD = 0.2;
/** Cursors that came to no end may do so another day. */
const PLAIN_MS = DAY_MS;

/**
 * When a calendar whose cursor tells of a fixed window is read anew. That window was read at `startedAt` and reaches further than what is
 * kept by `roomMs`. For each feed after another time, so that those which were connected in one hour are not all read in one hour again.
 */
export const rebaseAfter = (feedId: string, startedAt: string, roomMs: number): string => {
  const part = LATEST - SPREAD * (hash(`rebase of ${feedId}`) / 2 ** 32);
  return new Date(Date.parse(startedAt) + Math.round(part * roomMs)).toISOString();
};

/** How a feed is read at an instant: all anew, by what its cursor tells, or by comparing. */
export const readingWay = (
  { generation, cursor, cursorless, rebaseAt, plainUntil }: Feed,
  now: string,
): 'window' | 'changes' | 'compare' => {
  const isOver = (at: string | undefined): boolean => at !== undefined && at <= now;
  if (generation === undefined || isOver(rebaseAt)) return 'window';
  if (cursorless) return isOver(plainUntil) ? 'window' : 'compare';
  return cursor === undefined ? 'window' : 'changes';
};

/** Once a day it is looked for what a cursor does not tell. */
export const isCheckDue = ({ checkedAt }: Pick<Feed, 'checkedAt'>, now: string): boolean =>
  checkedAt !== undefined && Date.parse(checkedAt) + DAY_MS <= Date.parse(now);

/** Until when no cursor is asked for after one that came to no end. */
export const plainAfterEndless = (now: number): string => new Date(now + PLAIN_MS).toISOString();

/** The same after one that is dead, if one was so less than an hour before; undefined: the window may be read anew at once. */
export const plainAfterDeath = ({ resyncAt }: Pick<Feed, 'resyncAt'>, now: number): string | undefined => {
  const free = resyncAt === undefined ? now : Date.parse(resyncAt) + HOUR_MS;
  return free > now ? new Date(free).toISOString() : undefined;
};
