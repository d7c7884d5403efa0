import type { FailedMessage } from '../../events/stored/failed-message.ts';

/** Why messages failed, for whoever finds them among the dead letters. */
export interface FailedMessages {
  /** Replaces what was said of an earlier try. */
  record(failed: FailedMessage): Promise<void>;
  /** Resolves also where nothing was recorded. */
  forget(failed: Pick<FailedMessage, 'queue' | 'messageId'>): Promise<void>;
}
