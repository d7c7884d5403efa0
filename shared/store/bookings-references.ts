import type { Booking } from '../../events/stored/booking.ts';
import type { EventReference } from '../../events/stored/event-reference.ts';
import { keys } from './keys.ts';
import type { Table } from './table.ts';
import type { Action } from './transact.ts';

const eventsOf = ({ org, id: bookingId, calendars }: Booking): EventReference[] =>
  Object.entries(calendars).map(([userId, { feedId, eventId, role }]) => ({
    v: 1,
    org,
    bookingId,
    userId,
    feedId,
    eventId,
    role,
  }));

/** Known by the meeting's id alone: a provider's news name no more. */
const meetingsOf = ({ org, id: bookingId, meetings }: Booking): EventReference[] =>
  Object.entries(meetings).flatMap(([userId, { platform: feedId, meetingId: eventId }]) =>
    eventId === undefined ? [] : [{ v: 1, org, bookingId, userId, feedId, eventId, role: 'meeting' }],
  );

const referencesOf = (booking: Booking | undefined): Map<string, EventReference> => {
  const references = booking === undefined ? [] : [...eventsOf(booking), ...meetingsOf(booking)];
  return new Map(references.map((one) => [`${one.feedId} ${one.eventId}`, one]));
};

/**
 * `REF#feed#event` items as the booking's calendar entries name them: known before the provider is, so no echo is imported; and of its
 * meetings, once their ids are known.
 */
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
