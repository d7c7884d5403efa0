import type { Due, QueuedWork } from '../../events/stored/due.ts';
import { syncWindow } from './sync-window.ts';

interface Asked {
  readonly org: string;
  readonly userId: string;
  /** Whose due item asks for it as well. */
  readonly owed?: string;
  readonly trace: string;
}

const GRACE_MS = 60_000;

/** Asks for the conflicts of all bookings of a host to be judged anew. `now` in epoch ms. */
export const hostJudging = ({ org, userId, owed, trace }: Asked, now: number): QueuedWork => ({
  queue: 'sync',
  body: {
    v: 1,
    kind: 'conflicts',
    org,
    userId,
    ...syncWindow(now),
    ...(owed !== undefined && { owed }),
    trace,
  },
});

/** For when that message is lost. */
export const hostJudgingDue = (asked: Asked & { readonly owed: string }, now: number): Due => ({
  v: 1,
  kind: 'conflicts',
  owner: asked.owed,
  version: 1,
  dueAt: new Date(now + GRACE_MS).toISOString(),
  messages: [hostJudging(asked, now)],
});
