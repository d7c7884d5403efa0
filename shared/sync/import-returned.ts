import type { Feed } from '../../events/stored/feed.ts';
import { syncWindow } from '../domain/sync-window.ts';
import type { CalendarEvent } from '../ports/calendar-provider.ts';
import { importEvents } from './import-events.ts';
import type { SyncDeps } from './sync-deps.ts';

/** Events that were ours until this read, as busy time: into what is known of the calendar, and what is being read of it. */
export const importReturned =
  (deps: Pick<SyncDeps, 'feeds' | 'bookings' | 'queues' | 'clock'>) =>
  async (feed: Feed, events: readonly CalendarEvent[], trace: string): Promise<void> => {
    if (events.length === 0) return;
    const { generation, readTo, reading, zone = 'UTC' } = feed;
    const { from, to } = syncWindow(deps.clock.now());
    const known = generation === undefined ? [] : [{ generation, window: { from, to: readTo ?? to } }];
    const next = reading === undefined ? [] : [{ generation: reading.generation, window: reading }];
    for (const one of [...known, ...next]) await importEvents(deps)({ feed, zone, trace, ...one }, events);
  };
