import type { Feed } from '../../events/stored/feed.ts';
import type { CalendarAccess, CalendarEvent, ChangePage } from '../ports/calendar-provider.ts';
import { applyOwnEvents } from './apply-own-events.ts';
import { foreignEvents } from './foreign-events.ts';
import { importEvents } from './import-events.ts';
import { meetOwnEvents } from './meet-own-events.ts';
import { ownReferences } from './own-references.ts';
import type { SyncDeps } from './sync-deps.ts';

/** One read of a calendar: into which rows, and of what time. */
export interface CalendarReading {
  readonly feed: Feed;
  readonly generation: string;
  readonly access: CalendarAccess;
  readonly trace: string;
  readonly window: { readonly from: string; readonly to: string };
}

/** Applies what a page tells: foreign time to the rows, hints about our own events to their bookings. Safe to repeat. */
export const takePage =
  (deps: SyncDeps) =>
  async (
    { feed, generation, access, trace, window }: CalendarReading,
    { events, zone = feed.zone ?? 'UTC' }: Pick<ChangePage, 'events' | 'zone'>,
  ): Promise<void> => {
    if (events.length === 0) return;
    const references = await ownReferences(deps)(feed, events, trace);
    const foreign = await foreignEvents(deps)(feed, events, references);
    await importEvents(deps)({ feed, generation, window, zone, trace }, foreign);
    const hints = new Map(events.map((event): [string, CalendarEvent] => [event.id, event]));
    await applyOwnEvents(deps)({ feed, access, trace, believed: false }, references, hints);
    // A full read is looked at as a whole when it has ended.
    if (generation === feed.generation) await meetOwnEvents(deps)(feed, references, trace);
  };
