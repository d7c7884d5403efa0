import type { Booking } from '../../events/stored/booking.ts';
import type { Connection } from '../../events/stored/connection.ts';
import type { OrgSettings } from '../../events/stored/org-settings.ts';
import type { Person } from '../../events/stored/person.ts';

/** The mail that tells a user that their connection has ended, and what to do. */
export interface LossLetter {
  readonly connection: Pick<
    Connection,
    'id' | 'provider' | 'accountLabel' | 'state' | 'reason' | 'stateSince'
  >;
  readonly to: Pick<Person, 'name' | 'email' | 'zone' | 'locale'>;
  /** Days since the loss: 0 = it has just been noticed. */
  readonly day: number;
  /** Meetings ahead whose events lie in the calendar, as it is: nobody can move or remove them there until it is connected again. */
  readonly bookings: readonly Pick<Booking, 'title' | 'start' | 'end'>[];
  readonly settings: OrgSettings;
  /** UTC instant of writing it. */
  readonly at: string;
  readonly trace: string;
}

export interface LossLetters {
  /** The whole message as MIME bytes. */
  write(letter: LossLetter): Promise<Uint8Array>;
}
