import { Booking } from '../../events/stored/booking.ts';
import { Connection } from '../../events/stored/connection.ts';
import { EventReference } from '../../events/stored/event-reference.ts';
import { Feed } from '../../events/stored/feed.ts';
import { Run } from '../../events/stored/run.ts';
import type { TableNow } from './stored-items.ts';

const runFaults = (table: TableNow): string[] =>
  table('RUN#')
    .map((item) => Run.parse(item))
    .filter(({ state }) => state === 'queued' || state === 'running')
    .map(({ id, kind, state }) => `${id} (${kind}) is still ${state}`);

/** A meeting's reference lies in no calendar: it is the booking's for as long as that lives. */
const isMeeting = ({ feedId }: EventReference): boolean => feedId === 'zoom';

/** Nothing lies there any more: what a host who was taken off had goes with the booking, whatever feed it was in. */
const removedEvents = (table: TableNow): ReadonlySet<string> =>
  new Set(
    table('BOOKING#')
      .filter(({ sk }) => sk === 'BOOKING')
      .flatMap((item) => Object.values(Booking.parse(item).calendars))
      .filter(({ leaves, state }) => leaves && state === 'removed')
      .map(({ eventId }) => eventId),
  );

/** References and rows of calendars that nobody reads any more, and calendars of connections that are gone. */
const orphanFaults = (table: TableNow, connections: readonly Connection[]): string[] => {
  const items = table('FEED#');
  const feeds = items.filter(({ sk }) => sk === 'FEED').map((item) => Feed.parse(item));
  const isRead = (id: string): boolean => feeds.some((feed) => feed.id === id);
  const references = table('REF#').map((item) => EventReference.parse(item));
  const removed = removedEvents(table);
  return [
    ...references
      .filter((each) => !(isMeeting(each) || isRead(each.feedId) || removed.has(each.eventId)))
      .map(({ bookingId, eventId }) => `${bookingId} is still referred to by ${eventId}`),
    ...items
      .filter(({ pk, sk }) => sk !== 'FEED' && !isRead(String(pk).split('#')[1] ?? ''))
      .map(({ pk, sk }) => `a row of no calendar: ${String(pk)} ${String(sk)}`),
    ...feeds
      .filter(({ connectionId }) => !connections.some(({ id }) => id === connectionId))
      .map(({ id }) => `the calendar ${id} has no connection`),
  ];
};

/** What a hub that has come to rest should have tidied up. */
export const leftovers = (table: TableNow): string[] => {
  const connections = table('USER#')
    .filter(({ sk }) => String(sk).startsWith('CONNECTION#'))
    .map((item) => Connection.parse(item));
  return [...runFaults(table), ...orphanFaults(table, connections)];
};
