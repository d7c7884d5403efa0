import type { QueuedWork } from '../../events/stored/due.ts';

/** Sends work on. FIFO groups follow from the body: sync by feed, meeting or account, provision by connection, mail by org. */
export interface Queues {
  /** Resolves once the queue has accepted all. `delaySeconds` is for mail only: FIFO queues have no delay of their own. */
  send(messages: readonly QueuedWork[], delaySeconds?: number): Promise<void>;
}
