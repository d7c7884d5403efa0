import type { GuestMeeting } from '../../shared/pages/guest-meeting.ts';

/** Why a meeting cannot be moved by this guest, whatever time they choose; undefined: it can, or they are only too late. */
export const unmovable = ({
  status,
  mayMove,
}: GuestMeeting): 'over' | 'cancelled' | 'notConfirmed' | 'notYours' | undefined => {
  if (status === 'over') return 'over';
  if (status === 'cancelled' || status === 'released') return 'cancelled';
  if (status === 'held' || status === 'draft') return 'notConfirmed';
  return mayMove === 'no' ? 'notYours' : undefined;
};
