import type { Booking } from '../../events/stored/booking.ts';
import type { EventReference } from '../../events/stored/event-reference.ts';
import { keys } from './keys.ts';
import type { Table } from './table.ts';
import type { Action } from './transact.ts';

const referencesOf = (booking: Booking | undefined): Map<string, EventReference> =>
  new Map(
    Object.entries(booking?.calendars ?? {}).map(([userId, { feedId, eventId, role }]) => [
      `${feedId} ${eventId}`,
      { v: 1, org: booking?.org ?? '', bookingId: booking?.id ?? '', userId, feedId, eventId, role },
    ]),
  );

/** `REF#feed#event` items as the booking's calendar entries name them: known before the provider is, so no echo is imported. */
export const referenceActions = ({ name }: Table, before: Booking | undefined, after: Booking): Action[] => {
  const held = referencesOf(before);
  const wanted = referencesOf(after);
  const puts = [...wanted]
    .filter(([id, { role }]) => held.get(id)?.role !== role)
    .map(
      ([, item]): Action => ({
        Put: { TableName: name, Item: { ...item, ...keys.reference(item.feedId, item.eventId) } },
      }),
    );
  const removals = [...held]
    .filter(([id]) => !wanted.has(id))
    .map(
      ([, { feedId, eventId }]): Action => ({
        Delete: { TableName: name, Key: keys.reference(feedId, eventId) },
      }),
    );
  return [...puts, ...removals];
};
