import type { CommitDeps } from '../../shared/bookings/commit-booking.ts';
import type { Log } from '../../shared/ports/log.ts';
import type { Notices } from '../../shared/ports/notices.ts';
import type { OrgSettingsStore } from '../../shared/ports/org-settings-store.ts';

/** What the guest pages need. */
export interface Deps extends CommitDeps {
  readonly notices: Pick<Notices, 'link'>;
  readonly settings: Pick<OrgSettingsStore, 'read'>;
  readonly log: Log;
}
