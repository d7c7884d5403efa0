import { randomBytes } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { Booking } from '../../events/stored/booking.ts';
import type { Connection } from '../../events/stored/connection.ts';
import { eventId } from '../../shared/bookings/event-id.ts';
import { dynamoBookings } from '../../shared/store/bookings.ts';
import { dynamoConnections } from '../../shared/store/connections.ts';
import { dynamoNotices } from '../../shared/store/notices.ts';
import { aBooking, anEntry } from './a-booking.ts';
import type { Hub } from './hub.ts';
import { accountOf } from './meeting.ts';

/** The hub's own stores on its own table. */
export const storesOf = ({ aws }: Hub) => {
  const plain = new DynamoDBClient({
    endpoint: aws.tables.url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  const client = DynamoDBDocumentClient.from(plain, { marshallOptions: { removeUndefinedValues: true } });
  const table = { client, name: aws.tableName };
  return {
    bookings: dynamoBookings(table),
    connections: dynamoConnections(table),
    notices: dynamoNotices(table),
    close: () => plain.destroy(),
  };
};

type Stores = ReturnType<typeof storesOf>;

export const newBookingId = (): string =>
  `bkg_${[...randomBytes(26)].map((byte) => 'abcdefghijklmnopqrstuvwxyz234567'[byte % 32]).join('')}`;

/** The connection of a demo user, as it is stored. */
export const connectionOf = async ({ connections }: Stores, user: string): Promise<Connection> => {
  const [connection] = await connections.ofUser('acme', user);
  if (!connection) throw new Error(`${user} has connected nothing`);
  return connection;
};

/** A booking of a user as it is after its event has been written into the calendar of their connection. */
export const writtenBooking = (
  { id: connectionId, feedId, calendarId, userId }: Connection,
  over: Partial<Booking> & Pick<Booking, 'id' | 'start' | 'end'>,
  etag = '"1"',
): Booking => {
  const { id, start, end } = over;
  const base = { start, end, exists: true, title: 'Call', etag, attendees: [] };
  const place = { connectionId, feedId, calendarId, eventId: eventId(id, userId, 0) };
  return aBooking({
    title: 'Call',
    zone: 'UTC',
    hosts: [{ userId, name: userId, rsvp: 'needs_action' }],
    calendars: { [userId]: anEntry({ ...place, base }) },
    ...over,
  });
};

/** The event of such a booking, as the hub has written it. */
const eventOf = ({ id, org, start, end, calendars }: Booking, userId: string) => ({
  id: calendars[userId]?.eventId,
  summary: 'Call',
  start: { dateTime: start },
  end: { dateTime: end },
  extendedProperties: { private: { meridianOrg: org, meridianBooking: id } },
});

/** A lost race for a month's agenda is no failure. */
export const commitNew = async ({ bookings }: Stores, after: Booking): Promise<void> => {
  const { createdAt: at } = after;
  for (let attempt = 0; attempt < 50; attempt += 1)
    if (
      (await bookings.commit({ before: undefined, after, judged: [], at, trace: 'seed' })).outcome ===
      'committed'
    )
      return;
  throw new Error(`${after.id} could not be seeded`);
};

/** Puts bookings with their events where the hub would have put them, without its pace. Pushes are dropped meanwhile. */
export const seedBookings = async (
  hub: Hub,
  stores: Stores,
  user: string,
  wanted: readonly (Partial<Booking> & Pick<Booking, 'start' | 'end'>)[],
): Promise<void> => {
  const connection = await connectionOf(stores, user);
  const ask = await hub.google.as(accountOf(user));
  await hub.google.webhooks({ mode: 'drop', rate: 1 });
  // One after another: they would only race for their months' agendas.
  for (const over of wanted) {
    const booking = writtenBooking(connection, { id: newBookingId(), ...over });
    const path = '/calendar/v3/calendars/primary/events';
    const made = z.looseObject({ etag: z.string() }).parse(await ask('POST', path, eventOf(booking, user)));
    const { calendars, ...rest } = writtenBooking(connection, { ...booking }, made.etag);
    const after = { ...rest, calendars: { ...calendars, ...over.calendars } };
    await commitNew(stores, after);
  }
  await hub.google.webhooks({ mode: 'deliver' });
};
