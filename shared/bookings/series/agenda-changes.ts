import type { Agenda } from '../../../events/stored/agenda.ts';
import type { Booking } from '../../../events/stored/booking.ts';
import { monthsOf } from '../../domain/months-of.ts';
import type { AgendaChange } from '../../ports/series.ts';

interface Held {
  /** Under which it stands in an agenda: a booking's, or one of its own where it is only held. */
  readonly id: string;
  readonly start: string;
  readonly end: string;
  readonly hosts: Booking['hosts'];
}

const touches = ({ userId, month }: Agenda, { start, end, hosts }: Held): boolean =>
  hosts.some((host) => host.userId === userId) && monthsOf(start, end).includes(month);

/** What these entries, confirmed, make of the agendas that they touch. */
export const heldIn = (agendas: readonly Agenda[], held: readonly Held[]): AgendaChange[] =>
  agendas
    .map((agenda) => ({ agenda, touching: held.filter((each) => touches(agenda, each)) }))
    .filter(({ touching }) => touching.length > 0)
    .map(({ agenda, touching }) => ({
      agenda,
      set: Object.fromEntries(
        touching.map(({ id, start, end }) => [id, { start, end, status: 'confirmed' as const }]),
      ),
      remove: [],
    }));

/** Only agendas that hold one of them. */
export const letGoOf = (agendas: readonly Agenda[], ids: readonly string[]): AgendaChange[] =>
  agendas
    .map((agenda) => ({ agenda, set: {}, remove: ids.filter((id) => id in agenda.bookings) }))
    .filter(({ remove }) => remove.length > 0);
