import type { Due } from '../../events/stored/due.ts';
import type { AdminDeps } from './admin-deps.ts';

/** Sends what a change owes as soon as it is committed, rather than at the next sweep. */
export const sendOn = async (
  { queues, log }: Pick<AdminDeps, 'queues' | 'log'>,
  { kind, messages }: Due,
  requestId: string,
): Promise<void> => {
  try {
    await queues.send(messages);
  } catch (error) {
    // The due item sends it a minute later.
    log.error('admin.enqueue_failed', error, { requestId, kind });
  }
};
