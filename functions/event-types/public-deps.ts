import type { Attempts } from '../../shared/ports/attempts.ts';
import type { Notices } from '../../shared/ports/notices.ts';
import type { SchedulingDeps } from '../../shared/scheduling/scheduling-deps.ts';

/** What the routes of guests work with. */
export interface PublicDeps extends SchedulingDeps {
  readonly attempts: Attempts;
  readonly notices: Pick<Notices, 'link'>;
  /** Where the guest pages lie, without a slash at its end. */
  readonly publicUrl: string;
}
