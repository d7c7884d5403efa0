import type { Connection } from '../../events/stored/connection.ts';
import type { Due } from '../../events/stored/due.ts';
import type { PerProvider } from '../../events/stored/provider.ts';
import { hash } from './hash.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

interface Round {
  readonly everyMs: number;
  /** Accounts that came together do not stay together. */
  readonly spreadMs: number;
}

/**
 * What is due at an account whatever its calendars are for. Zoom's meetings are looked through every hour. Microsoft ends a refresh token
 * that nobody has used for 90 days, and who lets no calendar block time has none that is read. Google's has half a year.
 */
const ROUNDS: PerProvider<Round | undefined> = {
  google: undefined,
  microsoft: { everyMs: 30 * DAY_MS, spreadMs: DAY_MS },
  zoom: { everyMs: HOUR_MS, spreadMs: 300_000 },
};

/** The next round of an account, `now` in epoch milliseconds; none where its provider needs none. */
export const keepAliveDues = (
  { id, org, userId, provider }: Pick<Connection, 'id' | 'org' | 'userId' | 'provider'>,
  now: number,
  trace: string,
): Due[] => {
  const round = ROUNDS[provider];
  if (round === undefined) return [];
  const early = Math.floor((round.spreadMs * hash(`${id} ${now}`)) / 2 ** 32);
  const body = { v: 1, kind: 'keep_alive', org, userId, connectionId: id, trace } as const;
  return [
    {
      v: 1,
      kind: 'keep_alive',
      owner: id,
      version: 1,
      dueAt: new Date(now + round.everyMs - early).toISOString(),
      messages: [{ queue: 'provision', body }],
    },
  ];
};
