import type { ConflictWork } from '../../events/internal/conflict-work.ts';
import type { Booking } from '../../events/stored/booking.ts';
import type { Interval } from '../domain/busy-time.ts';
import { hostConflicts } from '../domain/host-conflicts.ts';
import { mergeConflicts } from '../domain/merge-conflicts.ts';
import { sameValue } from '../domain/same-value.ts';
import type { Connections } from '../ports/connections.ts';
import type { Dues } from '../ports/dues.ts';
import type { Feeds } from '../ports/feeds.ts';
import { type Change, changeBooking } from './change-booking.ts';
import type { CommitDeps } from './commit-booking.ts';
import { knownBusy } from './known-busy.ts';

type Deps = CommitDeps & {
  readonly feeds: Pick<Feeds, 'read' | 'allEvents'>;
  readonly connections: Pick<Connections, 'ofUsers'>;
  readonly dues: Pick<Dues, 'remove'>;
};

type Conflicts = Booking['conflicts'];

/** Bookings that one message looks at. */
const PAGE = 50;

const without = (these: Conflicts, those: Conflicts): Conflicts =>
  these.filter((one) => !those.some((other) => sameValue(one, other)));

const changeTo = (current: Booking, conflicts: Conflicts, at: string): Change | undefined => {
  const [come, gone] = [without(conflicts, current.conflicts), without(current.conflicts, conflicts)];
  if (come.length === 0 && gone.length === 0) return undefined;
  return {
    after: { ...current, conflicts, updatedAt: at },
    type: come.length > 0 ? 'booking.conflict_found' : 'booking.conflict_gone',
    clashing: (come.length > 0 ? come : gone).map(({ userId }) => userId),
  };
};

/** What is over stays as it was. */
const isOpen = ({ status, end }: Booking, at: string): boolean => status !== 'cancelled' && end > at;

interface Judging {
  readonly work: ConflictWork;
  readonly busy: readonly Interval[];
  readonly at: string;
}

/** Resolves to whether the booking was changed. */
const judgeBooking = async (deps: Deps, { work, busy, at }: Judging, id: string): Promise<boolean> => {
  const { org, userId, trace } = work;
  let isChanged = false;
  await changeBooking(deps)({ org, id, actor: { kind: 'system' }, trace }, async (current) => {
    const agendas = await deps.bookings.agendas(org, [userId], current.start, current.end);
    const conflicts = hostConflicts(current, { userId, agendas, busy });
    const change = isOpen(current, at) ? changeTo(current, conflicts, at) : undefined;
    isChanged = change !== undefined;
    return change;
  });
  return isChanged;
};

/** Those that are not as they should be, by one read of everything. */
const suspects = async (
  { bookings }: Deps,
  { work: { org, userId }, busy }: Judging,
  open: readonly Booking[],
): Promise<readonly Booking[]> => {
  const [from] = open.map(({ start }) => start).toSorted();
  const to = open
    .map(({ end }) => end)
    .toSorted()
    .at(-1);
  if (from === undefined || to === undefined) return [];
  const agendas = await bookings.agendas(org, [userId], from, to);
  return open.filter(
    (booking) =>
      !sameValue(hostConflicts(booking, { userId, agendas, busy }), mergeConflicts(booking.conflicts)),
  );
};

/** Resolves to whether any booking was changed. */
const judgePage = async (deps: Deps, work: ConflictWork, page: readonly Booking[]): Promise<boolean> => {
  const at = new Date(deps.clock.now()).toISOString();
  const open = page.filter((booking) => isOpen(booking, at));
  if (open.length === 0) return false;
  const busy = await knownBusy(deps)(await deps.connections.ofUsers(work.org, [work.userId]));
  const judging = { work, busy, at };
  let isChanged = false;
  for (const { id } of await suspects(deps, judging, open))
    isChanged = (await judgeBooking(deps, judging, id)) || isChanged;
  return isChanged;
};

/**
 * Brings the conflicts of one host's bookings over [from, to) in line with what else fills their time now: other bookings, and calendars as
 * last imported; what nobody knows is no conflict. Whoever has changed any looks once more, as what they knew may have been older than what
 * somebody else knew who changed nothing. Safe to repeat.
 */
export const judgeConflicts =
  (deps: Deps) =>
  async (work: ConflictWork): Promise<void> => {
    const { org, userId, from, to, cursor } = work;
    const page = { org, userId, from, to, limit: PAGE, ...(cursor !== undefined && { cursor }) };
    const { items, next } = await deps.bookings.listHost(page);
    const isChanged = await judgePage(deps, work, items);
    const rest = isChanged ? work : next === undefined ? undefined : { ...work, cursor: next };
    if (rest) await deps.queues.send([{ queue: 'sync', body: rest }]);
    else if (work.owed !== undefined) await deps.dues.remove('conflicts', work.owed);
  };
