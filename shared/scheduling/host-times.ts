import type { Agenda } from '../../events/stored/agenda.ts';
import { type ImportedBusy, importedBusy } from '../bookings/imported-busy.ts';
import type { Interval } from '../domain/busy-time.ts';
import type { HostTime } from '../domain/start-rules.ts';
import type { Bookings } from '../ports/bookings.ts';
import type { Feeds } from '../ports/feeds.ts';
import type { Roster, RosterHost } from './read-roster.ts';

export interface TimeDeps {
  readonly bookings: Pick<Bookings, 'agendas'>;
  readonly feeds: Feeds;
}

const DAY_MS = 86_400_000;
/** Bookings are counted by week, of a zone that is a day from UTC at most. */
const HELD_DAYS = 9;
/** The longest buffer, and a day more. */
const BUSY_DAYS = 2;

const widened = ({ start, end }: Interval, days: number): Interval => ({
  start: new Date(Date.parse(start) - days * DAY_MS).toISOString(),
  end: new Date(Date.parse(end) + days * DAY_MS).toISOString(),
});

/** Whose bookings matter to meetings within this time. */
export const heldReach = (time: Interval): Interval => widened(time, HELD_DAYS);
/** Whose foreign busy time does. */
export const busyReach = (time: Interval): Interval => widened(time, BUSY_DAYS);

const heldOf = (agendas: readonly Agenda[], userId: string, exclude: string | undefined): Interval[] => {
  // An agenda of every month that it touches tells of a booking.
  const live = agendas
    .filter((agenda) => agenda.userId === userId)
    .flatMap(({ bookings }) => Object.entries(bookings))
    .filter(([id, { status }]) => status !== 'cancelled' && id !== exclude);
  return [...new Map(live).values()];
};

/** What is known of each host: foreign time as last imported, and our bookings but for one that is to be moved. */
export const hostTimes = (
  { settings }: Pick<Roster, 'settings'>,
  hosts: readonly RosterHost[],
  known: { readonly imported: ImportedBusy; readonly agendas: readonly Agenda[]; readonly exclude?: string },
): HostTime[] =>
  hosts.map(({ person: { id }, schedule }) => {
    const { busy, unknown, read } = known.imported;
    const [knownUntil] = read.flatMap(({ userId, to }) => (userId === id ? [to] : [])).toSorted();
    const judged = !settings.bookWithoutCalendar;
    return {
      schedule,
      busy: busy.filter(({ userId }) => userId === id),
      held: heldOf(known.agendas, id, known.exclude),
      known: !(judged && unknown.includes(id)),
      ...(judged && knownUntil !== undefined && { knownUntil }),
    };
  });

/** The same, read for meetings that lie within a time. */
export const readHostTimes =
  ({ bookings, feeds }: TimeDeps) =>
  async (
    roster: Roster,
    hosts: readonly RosterHost[],
    time: Interval & { readonly exclude?: string },
  ): Promise<HostTime[]> => {
    const { start, end } = heldReach(time);
    const ids = hosts.map(({ person }) => person.id);
    const theirs = roster.connections.filter(({ userId }) => ids.includes(userId));
    const [agendas, imported] = await Promise.all([
      bookings.agendas(roster.eventType.org, ids, start, end),
      importedBusy({ feeds })(theirs, busyReach(time)),
    ]);
    const { exclude } = time;
    return hostTimes(roster, hosts, { imported, agendas, ...(exclude !== undefined && { exclude }) });
  };
