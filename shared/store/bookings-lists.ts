import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { Agenda } from '../../events/stored/agenda.ts';
import { Booking } from '../../events/stored/booking.ts';
import { bookingPlace } from '../domain/booking-place.ts';
import { isHoldId } from '../domain/hold-id.ts';
import type { BookingPage, Bookings } from '../ports/bookings.ts';
import { keys } from './keys.ts';
import { readItems } from './read-items.ts';
import type { Table } from './table.ts';

/** No booking is longer: an overlap with `from` began at most this long before. */
const LONGEST_MS = 31 * 24 * 3600 * 1000;

const pageOf = async (
  table: Table,
  org: string,
  found: { places: readonly string[]; limit: number },
): Promise<BookingPage> => {
  const places = found.places.slice(0, found.limit);
  const items = await readItems(
    table,
    places.map((place) => keys.booking(org, bookingPlace.idOf(place))),
  );
  const bookings = new Map(items.map((item) => Booking.parse(item)).map((booking) => [booking.id, booking]));
  const listed = places.flatMap((place) => {
    const booking = bookings.get(bookingPlace.idOf(place));
    return booking ? [{ booking, cursor: bookingPlace.write(place) }] : [];
  });
  const last = places.at(-1);
  return {
    items: listed.map(({ booking }) => booking),
    cursors: listed.map(({ cursor }) => cursor),
    ...(found.places.length > found.limit && last !== undefined && { next: bookingPlace.write(last) }),
  };
};

interface IndexQuery {
  readonly org: string;
  readonly from: string;
  readonly to: string;
  readonly limit: number;
  readonly after: string | undefined;
}

/** Up to limit + 1 places: the one too many says that there is a next page. */
const placesInOrg = async (
  { client, name }: Table,
  { org, from, to, limit, after }: IndexQuery,
): Promise<string[]> => {
  const earliest = new Date(Date.parse(from) - LONGEST_MS).toISOString();
  const places: string[] = [];
  let start: Record<string, unknown> | undefined;
  do {
    const page = await client.send(
      new QueryCommand({
        TableName: name,
        IndexName: 'list',
        KeyConditionExpression: 'listPk = :list AND listSk BETWEEN :after AND :to',
        FilterExpression: '#end > :from',
        ExpressionAttributeNames: { '#end': 'end' },
        ExpressionAttributeValues: {
          ':list': keys.bookings(org),
          ':after': after === undefined ? earliest : `${after}#`,
          ':to': to,
          ':from': from,
        },
        ...(start && { ExclusiveStartKey: start }),
      }),
    );
    places.push(...(page.Items ?? []).map(({ listSk }) => String(listSk)));
    start = page.LastEvaluatedKey;
  } while (start && places.length <= limit);
  return places;
};

export const listOrg =
  (table: Table): Bookings['listOrg'] =>
  async ({ cursor, ...query }) =>
    pageOf(table, query.org, {
      places: await placesInOrg(table, {
        ...query,
        after: cursor === undefined ? undefined : bookingPlace.read(cursor),
      }),
      limit: query.limit,
    });

const agendasBetween = async (
  { client, name }: Table,
  who: { org: string; userId: string },
  months: [string, string],
): Promise<Agenda[]> => {
  const first = keys.agenda(who.org, who.userId, months[0]);
  const agendas: Agenda[] = [];
  let start: Record<string, unknown> | undefined;
  do {
    const page = await client.send(
      new QueryCommand({
        TableName: name,
        KeyConditionExpression: 'pk = :pk AND sk BETWEEN :first AND :last',
        ExpressionAttributeValues: {
          ':pk': first.pk,
          ':first': first.sk,
          ':last': keys.agenda(who.org, who.userId, months[1]).sk,
        },
        ConsistentRead: true,
        ...(start && { ExclusiveStartKey: start }),
      }),
    );
    agendas.push(...(page.Items ?? []).map((item) => Agenda.parse(item)));
    start = page.LastEvaluatedKey;
  } while (start);
  return agendas;
};

export const listHost =
  (table: Table): Bookings['listHost'] =>
  async ({ org, userId, from, to, limit, cursor }) => {
    const after = cursor === undefined ? undefined : bookingPlace.read(cursor);
    const agendas = await agendasBetween(table, { org, userId }, [from.slice(0, 7), to.slice(0, 7)]);
    const entries = agendas.flatMap(({ bookings }) => Object.entries(bookings));
    const overlapping = entries
      .filter(([id, { start, end }]) => !isHoldId(id) && start < to && from < end)
      .map(([id, { start }]) => bookingPlace.of({ start, id }));
    const places = [...new Set(overlapping)].sort().filter((place) => after === undefined || place > after);
    return pageOf(table, org, { places, limit });
  };
