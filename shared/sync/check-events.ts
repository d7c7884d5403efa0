import type { FeedWork } from '../../events/internal/feed-work.ts';
import type { Booking } from '../../events/stored/booking.ts';
import type { EventReference } from '../../events/stored/event-reference.ts';
import type { Feed } from '../../events/stored/feed.ts';
import type { CalendarAccess } from '../ports/calendar-provider.ts';
import { applyOwnEvents } from './apply-own-events.ts';
import type { SyncDeps } from './sync-deps.ts';

type Work = Extract<FeedWork, { kind: 'events' }>;

const PATIENCE_MS = 3_600_000;

/** For an hour it is asked for; after that it comes with whatever else is read. */
const awaitsLink = (booking: Booking | undefined, now: number): boolean =>
  booking?.status === 'confirmed' &&
  booking.conference?.state === 'pending' &&
  Date.parse(booking.updatedAt) + PATIENCE_MS > now;

/** The timer that asks for a link is taken down when there is one, or nobody waits for it any more. */
const settleTimer = async (
  deps: SyncDeps,
  { id }: Feed,
  eventId: string,
  reference?: EventReference,
): Promise<void> => {
  const booking = reference && (await deps.bookings.read(reference.org, reference.bookingId));
  if (!awaitsLink(booking, deps.clock.now())) await deps.dues.remove('recheck', `${id}.${eventId}`);
};

/** Looks at single events of ours. */
export const checkEvents =
  (deps: SyncDeps) =>
  async (feed: Feed, work: Work, access: CalendarAccess): Promise<void> => {
    const { eventIds, believed, trace } = work;
    const references = await deps.bookings.references(feed.id, eventIds);
    await applyOwnEvents(deps)({ feed, access, trace, believed }, references);
    for (const eventId of eventIds)
      await settleTimer(
        deps,
        feed,
        eventId,
        references.find((reference) => reference.eventId === eventId),
      );
  };
