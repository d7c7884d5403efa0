import type { Activity } from '../../events/stored/activity.ts';
import type { Booking } from '../../events/stored/booking.ts';
import type { GuestLink } from '../../events/stored/guest-link.ts';
import type { Notice } from '../../events/stored/notice.ts';
import type { MintedLink } from './bookings.ts';

/** A line for the booking's history, kept as long as its meeting is of interest. */
export interface NoticeRecord {
  readonly activity: Activity;
  /** UTC instant. */
  readonly meetingEnd: string;
}

/** What is written together with a notice. */
interface NoticeCommit {
  readonly link?: MintedLink | undefined;
  readonly record?: NoticeRecord | undefined;
  /** Nothing is written unless this is still the booking: what it says was decided upon. */
  readonly ifBooking?: Pick<Booking, 'org' | 'id' | 'version'>;
}

/** What each person was told of a booking, and the links in their mails. */
export interface Notices {
  ofBooking(org: string, bookingId: string): Promise<readonly Notice[]>;
  /** Writes if the stored version is `notice.version` - 1, with what belongs to it. False when somebody else was first. */
  put(notice: Notice, also?: NoticeCommit): Promise<boolean>;
  link(tokenHash: string): Promise<GuestLink | undefined>;
}
