import type { Activity } from '../../events/stored/activity.ts';
import type { GuestLink } from '../../events/stored/guest-link.ts';
import type { Notice } from '../../events/stored/notice.ts';

/** A line for the booking's history, kept as long as its meeting is of interest. */
export interface NoticeRecord {
  readonly activity: Activity;
  /** UTC instant. */
  readonly meetingEnd: string;
}

/** What each person was told of a booking, and the links in their mails. */
export interface Notices {
  ofBooking(org: string, bookingId: string): Promise<readonly Notice[]>;
  /**
   * Writes if the stored version is `notice.version` - 1; with it the hash of a freshly minted link, and what the booking's history
   * says of it. False when somebody else was first.
   */
  put(
    notice: Notice,
    link?: { readonly tokenHash: string; readonly link: GuestLink },
    record?: NoticeRecord,
  ): Promise<boolean>;
  link(tokenHash: string): Promise<GuestLink | undefined>;
}
