import type { Agenda } from '../../events/stored/agenda.ts';
import type { Booking } from '../../events/stored/booking.ts';
import { importedBusy } from '../bookings/imported-busy.ts';
import { explainStart } from '../domain/explain-start.ts';
import { HubError } from '../errors.ts';
import type { Clock } from '../ports/clock.ts';
import { searchOf } from './find-slots.ts';
import { busyReach, heldReach, hostTimes, type TimeDeps } from './host-times.ts';
import { movingRoster } from './moving-roster.ts';
import type { RosterDeps } from './read-roster.ts';

const taken = (): HubError =>
  new HubError('slot_taken', { detail: 'This time is not free any more: choose another one.' });

/**
 * Judges the new time of a booking by the hours, rules and calendars of its hosts, as whoever looks for a slot is judged. Resolves to the
 * agendas on which it was judged, which must be as they were when it is written; throws `slot_taken` where it is not offered.
 */
export const judgeOffered =
  (deps: TimeDeps & RosterDeps & { readonly clock: Clock }) =>
  async (wanted: Booking): Promise<readonly Agenda[]> => {
    const roster = await movingRoster(deps)(wanted);
    if (roster === undefined) throw taken();
    const { id, org, start, end } = wanted;
    const reach = heldReach(wanted);
    const ids = roster.hosts.map(({ person }) => person.id);
    const [agendas, imported] = await Promise.all([
      deps.bookings.agendas(org, ids, reach.start, reach.end),
      importedBusy(deps)(roster.connections, busyReach(wanted)),
    ]);
    const durationMs = Date.parse(end) - Date.parse(start);
    const search = searchOf(roster, { window: { start, end: start }, durationMs, now: deps.clock.now() });
    const times = hostTimes(roster, roster.hosts, { imported, agendas, exclude: id });
    if (times.some((time) => explainStart(time, search, Date.parse(start)) !== undefined)) throw taken();
    return agendas;
  };
