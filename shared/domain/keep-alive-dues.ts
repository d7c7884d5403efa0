import type { Connection } from '../../events/stored/connection.ts';
import type { Due } from '../../events/stored/due.ts';
import { hash } from './hash.ts';

const HOUR_MS = 3_600_000;
const SPREAD_MS = 300_000;

/**
 * The next hourly round of a conference account, `now` in epoch milliseconds: after 55 to 60 minutes, so that accounts that came together
 * do not stay together. Calendars are read every hour anyway and have none.
 */
export const keepAliveDues = (
  { id, org, userId, provider }: Pick<Connection, 'id' | 'org' | 'userId' | 'provider'>,
  now: number,
  trace: string,
): Due[] => {
  if (provider !== 'zoom') return [];
  const early = Math.floor((SPREAD_MS * hash(`${id} ${now}`)) / 2 ** 32);
  const body = { v: 1, kind: 'keep_alive', org, userId, connectionId: id, trace } as const;
  return [
    {
      v: 1,
      kind: 'keep_alive',
      owner: id,
      version: 1,
      dueAt: new Date(now + HOUR_MS - early).toISOString(),
      messages: [{ queue: 'provision', body }],
    },
  ];
};
