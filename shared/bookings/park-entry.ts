import type { ProvisionWork } from '../../events/internal/provision-work.ts';
import type { CalendarEntry } from '../../events/stored/booking.ts';
import { putBackEntry } from '../domain/put-back-entry.ts';
import type { Connections } from '../ports/connections.ts';
import { type Change, changeBooking } from './change-booking.ts';
import type { CommitDeps } from './commit-booking.ts';

type Deps = CommitDeps & { readonly connections: Pick<Connections, 'read'> };
type Work = Extract<ProvisionWork, { kind: 'booking' }>;

const parked = (entry: CalendarEntry, reason: string): CalendarEntry | undefined => {
  if (entry.owed === undefined || entry.state === 'parked') return undefined;
  const { notBefore: _, ...rest } = entry;
  return { ...rest, attempts: 0, state: 'parked', reason };
};

const changeEntry = async (
  deps: CommitDeps,
  { org, bookingId, userId, connectionId, trace }: Work,
  change: (entry: CalendarEntry) => CalendarEntry | undefined,
  refusal?: Change['refusal'],
): Promise<void> => {
  await changeBooking(deps)({ org, id: bookingId, actor: { kind: 'system' }, trace }, (current) => {
    const entry = current.calendars[userId];
    const next = entry?.connectionId === connectionId ? change(entry) : undefined;
    const calendars = next && { ...current.calendars, [userId]: next };
    return calendars && { after: { ...current, calendars }, ...(refusal && { refusal }) };
  });
};

/**
 * What is owed to a connection that cannot take it waits for the reconnect; `refusal` is the final word that it is parked for. One that came in between has looked for parked entries
 * before there was this one, so the connection is looked at once more: one that works has nothing parked.
 */
export const parkEntry =
  (deps: Deps) =>
  async (work: Work, reason: string, refusal?: Change['refusal']): Promise<void> => {
    await changeEntry(deps, work, (entry) => parked(entry, reason), refusal);
    const connection = await deps.connections.read(work.org, work.userId, work.connectionId);
    if (connection?.state === 'connected') await changeEntry(deps, work, putBackEntry);
  };
