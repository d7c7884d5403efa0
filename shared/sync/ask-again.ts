import type { Feed } from '../../events/stored/feed.ts';
import type { CalendarAccess } from '../ports/calendar-provider.ts';
import { applyOwnEvents } from './apply-own-events.ts';
import { saveFeed } from './save-feed.ts';
import type { SyncDeps } from './sync-deps.ts';

/** Events of ours that too many at once were said to be gone are asked for once more, and then believed. */
export const askAgain =
  (deps: SyncDeps) =>
  async (feed: Feed, access: CalendarAccess, trace: string): Promise<void> => {
    const references = await deps.bookings.references(feed.id, feed.doubted?.eventIds ?? []);
    await applyOwnEvents(deps)({ feed, access, trace, believed: true }, references);
    await saveFeed(deps)(feed, ({ doubted: _, ...rest }) => rest);
  };
