import type { Booking } from '../../events/stored/booking.ts';
import type { Feed } from '../../events/stored/feed.ts';
import type { SyncDeps } from './sync-deps.ts';

const eventIn = (feed: Feed, { calendars, status }: Booking): [id: string, etag: string | undefined][] => {
  const entry = calendars[feed.userId];
  const isLive = status === 'confirmed' && entry?.feedId === feed.id && entry.base?.exists === true;
  return isLive ? [[entry.eventId, entry.base?.etag]] : [];
};

/** The events of confirmed bookings that should lie in this calendar over a time, each with the etag that was last confirmed. */
export const ownEventBases =
  ({ bookings }: Pick<SyncDeps, 'bookings'>) =>
  async (
    feed: Feed,
    { from, to }: { readonly from: string; readonly to: string },
  ): Promise<ReadonlyMap<string, string | undefined>> => {
    const { org, userId } = feed;
    const found: [string, string | undefined][] = [];
    let cursor: string | undefined;
    do {
      const page = { org, userId, from, to, limit: 100, ...(cursor !== undefined && { cursor }) };
      const { items, next } = await bookings.listHost(page);
      found.push(...items.flatMap((booking) => eventIn(feed, booking)));
      cursor = next;
    } while (cursor !== undefined);
    return new Map(found);
  };
