import type { FeedWork } from '../../events/internal/feed-work.ts';
import type { QueuedWork } from '../../events/stored/due.ts';
import type { Queues } from '../../shared/ports/queues.ts';

interface Parts {
  readonly workers: number;
  /** How long the work took, in ms of the simulated time; `startAt` is its now. */
  readonly work: (body: FeedWork, startAt: number) => Promise<number>;
}

export interface WorkLine extends Queues {
  /** Works off what can be begun before `until`, beginning at `from`. */
  run(from: number, until: number): Promise<void>;
  readonly sent: () => number;
  readonly waiting: () => number;
}

/**
 * The FIFO queue and its Lambdas on simulated time: a number of workers, one message of a feed at a time, in order. Messages are
 * begun in the order in which they came; one that has to wait for another of its feed holds a worker until then.
 */
export const workLine = ({ workers, work }: Parts): WorkLine => {
  let line: FeedWork[] = [];
  let sent = 0;
  const freeAt = Array.from({ length: workers }, () => 0);
  const busyUntil = new Map<string, number>();
  const next = (feedId: string, from: number): { slot: number; startAt: number } => {
    const soonest = Math.min(...freeAt);
    return { slot: freeAt.indexOf(soonest), startAt: Math.max(from, soonest, busyUntil.get(feedId) ?? 0) };
  };
  return {
    sent: () => sent,
    waiting: () => line.length,
    send: async (messages: readonly QueuedWork[]) => {
      sent += messages.length;
      for (const { queue, body } of messages) if (queue === 'sync' && 'feedId' in body) line.push(body);
    },
    run: async (from, until) => {
      let at = 0;
      for (let body = line[at]; body !== undefined; body = line[at]) {
        const { slot, startAt } = next(body.feedId, from);
        if (startAt >= until) break;
        at += 1;
        const endsAt = startAt + (await work(body, startAt));
        freeAt[slot] = endsAt;
        busyUntil.set(body.feedId, endsAt);
      }
      line = line.slice(at);
      for (const [feedId, end] of busyUntil) if (end < until) busyUntil.delete(feedId);
    },
  };
};
