import type { LeavingEvent } from '../../events/stored/run.ts';
import { changeBooking } from '../bookings/change-booking.ts';
import type { CommitDeps } from '../bookings/commit-booking.ts';
import type { Leaving } from './leaving.ts';

/**
 * What was just being made in an account whose user keeps their events stays there too, and its booking remembers it like the others: it is
 * theirs again, or is removed, should the account come back. Safe to repeat.
 */
export const keepStrays =
  (deps: CommitDeps) =>
  async ({ connection, trace }: Leaving, strays: readonly LeavingEvent[]): Promise<void> => {
    for (const { bookingId, eventId } of strays) {
      const target = { org: connection.org, id: bookingId, actor: { kind: 'system' }, trace } as const;
      await changeBooking(deps)(target, ({ kept = [], ...booking }) =>
        kept.includes(eventId) ? undefined : { after: { ...booking, kept: [...kept, eventId] } },
      );
    }
  };
