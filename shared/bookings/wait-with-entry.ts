import type { ProvisionWork } from '../../events/internal/provision-work.ts';
import type { CalendarEntry } from '../../events/stored/booking.ts';
import type { Connection } from '../../events/stored/connection.ts';
import { nextTry } from '../domain/next-try.ts';
import type { AccessTokens } from '../ports/access-tokens.ts';
import type { Connections } from '../ports/connections.ts';
import type { ProviderError } from '../ports/provider-error.ts';
import { loseConnection } from '../sync/lose-connection.ts';
import { changeBooking } from './change-booking.ts';
import type { CommitDeps } from './commit-booking.ts';
import { parkEntry } from './park-entry.ts';

export type WaitDeps = CommitDeps & {
  readonly connections: Pick<Connections, 'read' | 'commit'>;
  readonly tokens: AccessTokens;
};

type Work = Extract<ProvisionWork, { kind: 'booking' }>;

const failed = (entry: CalendarEntry, reason: string): CalendarEntry => {
  const { owed: _, notBefore: __, ...rest } = entry;
  return { ...rest, state: 'failed', reason };
};

const waiting = (entry: CalendarEntry, error: ProviderError, now: number): CalendarEntry => ({
  ...entry,
  reason: error.word,
  ...nextTry(error, { attempts: entry.attempts, seed: entry.eventId }, now),
});

/** After a refusal: final words park what is owed, our own faults end it, and everything else waits on the booking. */
export const waitWithEntry =
  (deps: WaitDeps) =>
  async (work: Work, connection: Connection, error: ProviderError): Promise<void> => {
    const { org, bookingId, userId, trace } = work;
    const { verdict, word } = error;
    deps.log?.info('provision.refused', { bookingId, verdict, word, trace });
    if (verdict === 'final' || verdict === 'scope') {
      await loseConnection(deps)(connection, error, trace);
      return parkEntry(deps)(work, word, { verdict, word });
    }
    await changeBooking(deps)({ org, id: bookingId, actor: { kind: 'system' }, trace }, (current) => {
      const entry = current.calendars[userId];
      if (entry?.owed === undefined) return undefined;
      const next = verdict === 'ours' ? failed(entry, word) : waiting(entry, error, deps.clock.now());
      const after = { ...current, calendars: { ...current.calendars, [userId]: next } };
      return { after, refusal: { verdict, word } };
    });
  };
