import type { Agenda } from '../../events/stored/agenda.ts';
import type { HostShares } from '../../events/stored/host-shares.ts';
import type { ImportedBusy } from '../bookings/imported-busy.ts';
import { assignHost } from '../domain/assign-host.ts';
import { explainStart } from '../domain/explain-start.ts';
import { hostTurns } from '../domain/host-turns.ts';
import { type SlotQuestion, searchOf } from './find-slots.ts';
import { hostTimes } from './host-times.ts';
import type { Roster, RosterHost } from './read-roster.ts';

interface Fresh {
  readonly imported: ImportedBusy;
  readonly agendas: readonly Agenda[];
  readonly shares: HostShares | undefined;
}

export interface Chosen {
  readonly hosts: readonly RosterHost[];
  /** Of a round robin: how many were free. */
  readonly free: number;
}

/** Who takes a meeting at a start, as things are now: all of the hosts, or of a round robin whoever's turn it is. Undefined: it is taken. */
export const chooseHosts = (
  roster: Roster,
  able: readonly RosterHost[],
  question: Omit<SlotQuestion, 'window'> & { readonly start: string },
  { imported, agendas, shares }: Fresh,
): Chosen | undefined => {
  const { start } = question;
  const search = searchOf(roster, { ...question, window: { start, end: start } });
  const times = hostTimes(roster, able, { imported, agendas });
  const free = able.filter((_, index) => {
    const time = times[index];
    return time !== undefined && explainStart(time, search, Date.parse(start)) === undefined;
  });
  if (roster.eventType.kind !== 'round_robin')
    return free.length > 0 && free.length === able.length ? { hosts: able, free: free.length } : undefined;
  const isFree = (userId: string): boolean => free.some(({ person }) => person.id === userId);
  const turns = hostTurns(roster.eventType, shares).filter(({ userId }) => isFree(userId));
  const next = assignHost(turns);
  const host = able.find(({ person }) => person.id === next?.userId);
  return host && { hosts: [host], free: free.length };
};
