import type { GuestLink } from '../../events/stored/guest-link.ts';
import type { Notice } from '../../events/stored/notice.ts';

/** What each person was told of a booking, and the links in their mails. */
export interface Notices {
  ofBooking(org: string, bookingId: string): Promise<readonly Notice[]>;
  /** Writes if the stored version is `notice.version` - 1; with it the hash of a freshly minted link. False when somebody else was first. */
  put(notice: Notice, link?: { readonly tokenHash: string; readonly link: GuestLink }): Promise<boolean>;
  link(tokenHash: string): Promise<GuestLink | undefined>;
}
