import { setTimeout as pause } from 'node:timers/promises';
import type { Connection } from '../../events/stored/connection.ts';
import type { Interval } from '../domain/busy-time.ts';
import type { Clock } from '../ports/clock.ts';
import type { Feeds } from '../ports/feeds.ts';
import { type ImportedBusy, importedBusy } from './imported-busy.ts';

const FRESH_MS = 30_000;
const PATIENCE_MS = 2_500;
const EVERY_MS = 100;

/**
 * Imported busy time over [start, end). A calendar that was connected seconds ago is being read for the first time just now:
 * that is worth a short wait, or whoever books straight after connecting would be refused.
 */
export const busyOnceRead =
  (deps: { readonly feeds: Feeds; readonly clock: Clock }) =>
  async (connections: readonly Connection[], interval: Interval): Promise<ImportedBusy> => {
    const isFresh = ({ state, stateSince }: Connection): boolean =>
      state === 'connected' && Date.parse(stateSince) + FRESH_MS > deps.clock.now();
    const fresh = new Set(connections.filter(isFresh).map(({ userId }) => userId));
    const giveUpAt = performance.now() + PATIENCE_MS;
    let known = await importedBusy(deps)(connections, interval);
    while (known.unknown.some((userId) => fresh.has(userId)) && performance.now() < giveUpAt) {
      await pause(EVERY_MS);
      known = await importedBusy(deps)(connections, interval);
    }
    return known;
  };
