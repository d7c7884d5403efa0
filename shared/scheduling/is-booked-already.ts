import type { Agenda } from '../../events/stored/agenda.ts';
import type { Booking, Guest } from '../../events/stored/booking.ts';
import type { Interval } from '../domain/busy-time.ts';
import { sameValue } from '../domain/same-value.ts';
import type { Bookings } from '../ports/bookings.ts';
import type { Roster } from './read-roster.ts';
import type { SlotOrder } from './slot-order.ts';

interface Wish {
  readonly roster: Roster;
  readonly order: SlotOrder;
  readonly time: Interval;
}

const named = (guests: readonly Guest[]): [name: string, address: string][] =>
  guests.map(({ name, email }) => [name, email.toLowerCase()]);

/** All that was typed, not the address alone: that would tell anybody who types it when somebody else meets whom they asked for. */
const isSameOrder = (booking: Booking, { guests, answers }: SlotOrder): boolean =>
  sameValue(named(booking.guests), named(guests)) && sameValue(booking.answers ?? [], answers);

const idsAt = (agendas: readonly Agenda[], time: Interval): string[] =>
  agendas.flatMap(({ bookings }) =>
    Object.entries(bookings)
      .filter(
        ([, { start, end, status }]) => status !== 'cancelled' && start === time.start && end === time.end,
      )
      .map(([id]) => id),
  );

/** Whether this very order has another host of the round robin at this time already: a button that was pressed twice books once. */
export const isBookedAlready =
  ({ bookings }: { readonly bookings: Pick<Bookings, 'read'> }) =>
  /** `seen`: what was read for tries before this one. */
  async (
    { roster: { eventType }, order, time }: Wish,
    agendas: readonly Agenda[],
    seen: Map<string, Booking | undefined>,
  ): Promise<boolean> => {
    if (eventType.kind !== 'round_robin') return false;
    const ids = new Set(idsAt(agendas, time));
    for (const id of ids) if (!seen.has(id)) seen.set(id, await bookings.read(eventType.org, id));
    return [...ids].some((id) => {
      const booking = seen.get(id);
      return booking?.eventTypeId === eventType.id && isSameOrder(booking, order);
    });
  };
