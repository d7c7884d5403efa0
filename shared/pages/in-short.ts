import type { GuestMeeting } from './guest-meeting.ts';

/** Enough to know which meeting it is. */
export const inShort = (meeting: GuestMeeting): GuestMeeting => ({
  ...meeting,
  joinUrl: undefined,
  linkPending: false,
  description: undefined,
});
