import type { LossNotice } from '../../events/stored/loss-notice.ts';

/** What users have heard of connections that were lost. */
export interface LossNotices {
  /** Consistent. */
  read(org: string, userId: string, connectionId: string): Promise<LossNotice | undefined>;
  /** Writes if the stored version is `notice.version` - 1 (1 = must not exist yet); false when somebody else was first. */
  put(notice: LossNotice): Promise<boolean>;
}
