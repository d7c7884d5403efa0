import type { ConnectedCalendar } from '../../events/stored/connection.ts';

/**
 * Whether a calendar has to be read: it blocks time, bookings go there, or events of ours may lie in it. Invitations to a host arrive
 * in the primary one, whatever its owner has chosen.
 */
export const needsFeed = ({
  busy,
  target,
  holds,
  primary,
  gone,
}: Pick<ConnectedCalendar, 'busy' | 'target' | 'holds' | 'primary' | 'gone'>): boolean =>
  !gone && (busy || target || holds || primary);
