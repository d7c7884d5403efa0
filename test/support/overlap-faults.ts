import type { Booking } from '../../events/stored/booking.ts';
import type { Transition } from '../../events/stored/transition.ts';

interface Placing {
  /** When a booking last came to its time, or to a host of it. */
  readonly at: string;
  /** People in their calendars, and admins who say so, may take a time that is not free. */
  readonly mayOverlap: boolean;
}

const isPlacing = ({ type, changed = [] }: Transition): boolean =>
  type === 'booking.created' || type === 'booking.moved' || changed.includes('hosts');

const placingOf = ({ id }: Booking, history: readonly Transition[]): Placing => {
  const own = history
    .filter((one) => one.subject === id && isPlacing(one))
    .toSorted((one, other) => (one.version ?? 0) - (other.version ?? 0));
  const from = own.findLastIndex(({ type }) => type !== 'booking.changed');
  const last = own.slice(Math.max(0, from));
  return {
    at: last.at(-1)?.at ?? '',
    mayOverlap: last.some(({ actor, clashing }) => actor.kind === 'provider' || clashing !== undefined),
  };
};

const isAllowed = (one: Placing, other: Placing): boolean => {
  // Clocks stand still while things happen: of one instant either may have been the later.
  if (one.at === other.at) return one.mayOverlap || other.mayOverlap;
  return one.at > other.at ? one.mayOverlap : other.mayOverlap;
};

/** Two meetings at once of one host, of which the later one was to be refused. */
export const overlapFaults = (bookings: readonly Booking[], history: readonly Transition[]): string[] => {
  const live = bookings.filter(({ status, end }) => status !== 'cancelled' && end > new Date().toISOString());
  return live.flatMap((one, index) =>
    live
      .slice(index + 1)
      .filter((other) => other.start < one.end && one.start < other.end)
      .filter((other) => !isAllowed(placingOf(one, history), placingOf(other, history)))
      .flatMap((other) =>
        one.hosts
          .filter(({ userId }) => other.hosts.some((host) => host.userId === userId))
          .map(({ userId }) => `${userId} is in two meetings at once: ${one.id} and ${other.id}`),
      ),
  );
};
