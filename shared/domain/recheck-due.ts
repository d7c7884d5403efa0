import type { FeedWork } from '../../events/internal/feed-work.ts';
import type { Due } from '../../events/stored/due.ts';

interface Seen {
  readonly feedId: string;
  readonly eventId: string;
  readonly trace: string;
}

/** The timer that has an event of ours looked at once more; `at` in epoch milliseconds. */
export const recheckDue = ({ feedId, eventId, trace }: Seen, at: number): Due => {
  const body: FeedWork = { v: 1, kind: 'events', feedId, eventIds: [eventId], believed: false, trace };
  return {
    v: 1,
    kind: 'recheck',
    owner: `${feedId}.${eventId}`,
    version: 1,
    dueAt: new Date(at).toISOString(),
    messages: [{ queue: 'sync', body }],
  };
};
