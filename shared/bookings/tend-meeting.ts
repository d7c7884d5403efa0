import type { ProvisionWork } from '../../events/internal/provision-work.ts';
import type { Log } from '../ports/log.ts';

type Work = Extract<ProvisionWork, { kind: 'meeting' }>;

/** Makes, moves and removes what a booking owes to a conference account. */
export const tendMeeting =
  ({ log }: { readonly log: Log }) =>
  async ({ bookingId, trace }: Work): Promise<void> =>
    log.info('meeting.unserved', { bookingId, trace });
