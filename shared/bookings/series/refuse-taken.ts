import type { Conflict } from '../../domain/booking-conflicts.ts';
import type { Interval } from '../../domain/busy-time.ts';
import { HubError } from '../../errors.ts';

/** Throws `host_busy` that names each meeting (`occurrence`, its start) whose time is taken, and by what. */
export const refuseTaken = (
  taken: readonly { readonly time: Interval; readonly conflicts: readonly Conflict[] }[],
  fix: string,
): void => {
  if (taken.length === 0) return;
  throw new HubError('host_busy', {
    detail: `A host is busy at the time of ${taken.length} of these meetings: ${fix}.`,
    extra: {
      conflicts: taken.flatMap(({ time, conflicts }) =>
        conflicts.map((conflict) => ({ ...conflict, occurrence: time.start })),
      ),
    },
  });
};
