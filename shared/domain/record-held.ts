import type { Conference } from '../../events/stored/booking.ts';

/**
 * A conference with the instant (UTC) of a start or an end that was told of: the first start and the last end stand, in whatever order
 * and however often they are told. Undefined: it says so already.
 */
export const recordHeld = (
  conference: Conference,
  happening: 'started' | 'ended',
  at: string,
): Conference | undefined => {
  const { startedAt, endedAt } = conference;
  if (happening === 'started')
    return startedAt !== undefined && startedAt <= at ? undefined : { ...conference, startedAt: at };
  return endedAt !== undefined && endedAt >= at ? undefined : { ...conference, endedAt: at };
};
