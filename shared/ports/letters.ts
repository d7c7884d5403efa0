import type { Booking } from '../../events/stored/booking.ts';
import type { Notice } from '../../events/stored/notice.ts';
import type { OrgSettings } from '../../events/stored/org-settings.ts';

/** Somebody who is told about a booking. */
export interface Reader {
  /** `host:<userId>` or `guest:<guestId>` */
  readonly person: string;
  readonly role: 'host' | 'guest';
  readonly to: Notice['to'];
  /** Takes part now; false = was taken off. */
  readonly present: boolean;
  /** The meeting comes into their calendar by itself, or they are invited by a provider: no calendar part from us. */
  readonly served: boolean;
}

/** One mail to one reader, decided but not yet written. */
export interface Letter {
  readonly mail: Omit<NonNullable<Notice['sending']>, 'until'>;
  readonly reader: Reader;
  readonly booking: Booking;
  /** Present hosts, the first one organizes. */
  readonly hosts: readonly {
    readonly userId: string;
    readonly name: string;
    readonly email?: string | undefined;
  }[];
  readonly settings: OrgSettings;
  /** The reader's key to their pages; hosts have none, nor have cancellations. */
  readonly token?: string;
  /** UTC instant of writing it. */
  readonly at: string;
  readonly trace: string;
}

export interface Letters {
  /** The whole message as MIME bytes. */
  write(letter: Letter): Promise<Uint8Array>;
}
