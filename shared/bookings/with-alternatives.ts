import type { Booking } from '../../events/stored/booking.ts';
import type { Connection } from '../../events/stored/connection.ts';
import { HubError } from '../errors.ts';
import type { Bookings } from '../ports/bookings.ts';
import type { Clock } from '../ports/clock.ts';
import type { Feeds } from '../ports/feeds.ts';
import { alternatives } from './alternatives.ts';

/** What was asked for when a claim was refused. */
export interface Wanted {
  readonly booking: Pick<Booking, 'id' | 'org' | 'start' | 'end' | 'hosts'>;
  readonly connections: readonly Connection[];
}

/** Runs a claim; a `slot_taken` leaves with the next free times. */
export const withAlternatives =
  (deps: { readonly bookings: Bookings; readonly feeds: Feeds; readonly clock: Clock }) =>
  async <T>(claim: () => Promise<T>, wanted: () => Wanted | undefined): Promise<T> => {
    try {
      return await claim();
    } catch (error) {
      const asked = wanted();
      if (!(error instanceof HubError) || error.code !== 'slot_taken' || asked === undefined) throw error;
      throw new HubError('slot_taken', {
        ...(error.detail !== undefined && { detail: error.detail }),
        extra: { alternatives: await alternatives(deps)(asked.booking, asked.connections) },
        cause: error,
      });
    }
  };
