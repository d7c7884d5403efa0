import type { Agenda } from '../../events/stored/agenda.ts';
import type { Booking } from '../../events/stored/booking.ts';
import type { HostShares } from '../../events/stored/host-shares.ts';
import type { ImportedBusy } from '../bookings/imported-busy.ts';
import { assignHost } from '../domain/assign-host.ts';
import { explainStart } from '../domain/explain-start.ts';
import { hostTurns } from '../domain/host-turns.ts';
import { searchOf } from './find-slots.ts';
import { hostTimes } from './host-times.ts';
import type { Roster, RosterHost } from './read-roster.ts';

interface Fresh {
  readonly imported: ImportedBusy;
  readonly agendas: readonly Agenda[];
  readonly shares: HostShares | undefined;
  /** Epoch milliseconds. */
  readonly now: number;
}

/**
 * Who of a round robin takes a meeting that stands already, by turn, of those who can be booked then; a meeting that somebody has moved off
 * the grid is met all the same. `free`: of how many. Undefined: nobody is free.
 */
export const nextHost = (
  roster: Roster,
  candidates: readonly RosterHost[],
  { start, end }: Pick<Booking, 'start' | 'end'>,
  { imported, agendas, shares, now }: Fresh,
): { readonly host: RosterHost; readonly free: number } | undefined => {
  const durationMs = Date.parse(end) - Date.parse(start);
  const search = searchOf(roster, { window: { start, end: start }, durationMs, now });
  const times = hostTimes(roster, candidates, { imported, agendas });
  const free = candidates.filter((_, index) => {
    const time = times[index];
    const blockedBy = time && explainStart(time, search, Date.parse(start));
    return time !== undefined && (blockedBy === undefined || blockedBy === 'not_on_grid');
  });
  const turns = hostTurns(roster.eventType, shares);
  const next = assignHost(turns.filter(({ userId }) => free.some(({ person }) => person.id === userId)));
  const host = free.find(({ person }) => person.id === next?.userId);
  return host && { host, free: free.length };
};
