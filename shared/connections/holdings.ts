import type { Booking } from '../../events/stored/booking.ts';
import type { Connection } from '../../events/stored/connection.ts';
import type { LeavingEvent } from '../../events/stored/run.ts';
import type { EventIdOf } from '../domain/plan-calendars.ts';

export type Place = Pick<Connection, 'userId' | 'id'>;

interface Release {
  /** Whose account is left. */
  readonly userId: string;
  /** Of all hosts, but for the one that is left: one of them may go on with the booking. */
  readonly others: readonly Connection[];
  readonly eventIdOf: EventIdOf;
  /** UTC instant. */
  readonly at: string;
}

/** What bookings have at an account that its user leaves. All of it is pure. */
export interface Holdings {
  /** Something of the booking lies there, or may. */
  readonly holds: (booking: Booking, place: Place) => boolean;
  /** The booking hangs on it: whoever leaves with `cancel` calls it off. */
  readonly carries: (booking: Booking, place: Place) => boolean;
  /** Its link goes with it. */
  readonly makesLink: (booking: Booking, place: Place) => boolean;
  /** The booking without it, and nothing else about it changed. */
  readonly without: (booking: Booking, userId: string) => Booking;
  /** The booking as it goes on without it. */
  readonly release: (booking: Booking, release: Release) => Booking;
  /** What is known to lie there, for removal; `after`: the booking as it goes on, which may go on with it. */
  readonly found: (before: Booking, after: Booking, place: Place) => LeavingEvent | undefined;
}
