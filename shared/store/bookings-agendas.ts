import { Agenda } from '../../events/stored/agenda.ts';
import type { Booking } from '../../events/stored/booking.ts';
import { monthsOf } from '../domain/months-of.ts';
import type { BookingCommit } from '../ports/bookings.ts';
import { keys } from './keys.ts';
import { readItems } from './read-items.ts';
import type { Table } from './table.ts';
import type { Action } from './transact.ts';

type Entry = Agenda['bookings'][string];
type Place = Pick<Agenda, 'org' | 'userId' | 'month'>;

const idOf = ({ userId, month }: Place): string => `${month} ${userId}`;

const placesOf = (booking: Booking | undefined): Place[] =>
  booking === undefined
    ? []
    : booking.hosts.flatMap(({ userId }) =>
        monthsOf(booking.start, booking.end).map((month) => ({ org: booking.org, userId, month })),
      );

const entryOf = ({ start, end, status }: Booking): Entry => ({ start, end, status });

/** Agendas as they are; absent ones empty with version 0. Consistent. */
export const readAgendas = async (table: Table, places: readonly Place[]): Promise<Agenda[]> => {
  const items = await readItems(
    table,
    places.map(({ org, userId, month }) => keys.agenda(org, userId, month)),
  );
  const found = new Map(items.map((item) => Agenda.parse(item)).map((agenda) => [idOf(agenda), agenda]));
  return places.map((place) => found.get(idOf(place)) ?? { v: 1, ...place, version: 0, bookings: {} });
};

const update = (
  table: Table,
  agenda: Agenda,
  id: string,
  change: { entry: Entry | undefined; judged: boolean },
): Action => ({
  Update: {
    TableName: table.name,
    Key: keys.agenda(agenda.org, agenda.userId, agenda.month),
    UpdateExpression: change.entry
      ? 'SET bookings.#id = :entry ADD #version :one'
      : 'REMOVE bookings.#id ADD #version :one',
    ConditionExpression: change.judged ? '#version = :seen' : 'attribute_exists(pk)',
    ExpressionAttributeNames: { '#id': id, '#version': 'version' },
    ExpressionAttributeValues: {
      ':one': 1,
      ...(change.entry && { ':entry': change.entry }),
      ...(change.judged && { ':seen': agenda.version }),
    },
  },
});

const create = ({ name }: Table, agenda: Agenda, id: string, entry: Entry): Action => ({
  Put: {
    TableName: name,
    Item: {
      ...agenda,
      ...keys.agenda(agenda.org, agenda.userId, agenda.month),
      version: 1,
      bookings: { [id]: entry },
    },
    ConditionExpression: 'attribute_not_exists(pk)',
  },
});

const write = (
  table: Table,
  agenda: Agenda,
  id: string,
  change: { entry: Entry | undefined; judged: boolean },
): Action[] => {
  if (agenda.version > 0) return [update(table, agenda, id, change)];
  return change.entry ? [create(table, agenda, id, change.entry)] : [];
};

/** Judged, but not among those the booking is written into: it must still be what it was. */
const check = ({ name }: Table, { org, userId, month, version }: Agenda): Action => ({
  ConditionCheck: {
    TableName: name,
    Key: keys.agenda(org, userId, month),
    ConditionExpression: version === 0 ? 'attribute_not_exists(pk)' : '#version = :seen',
    ...(version > 0 && {
      ExpressionAttributeNames: { '#version': 'version' },
      ExpressionAttributeValues: { ':seen': version },
    }),
  },
});

/** The booking's place in its hosts' agendas, from the difference of before and after; judged ones only if nobody has changed them. */
export const agendaActions = async (
  table: Table,
  { before, after, judged }: BookingCommit,
): Promise<Action[]> => {
  const sameEntry =
    before !== undefined && JSON.stringify(entryOf(before)) === JSON.stringify(entryOf(after));
  const held = new Map(placesOf(before).map((place) => [idOf(place), place]));
  const wanted = new Map(placesOf(after).map((place) => [idOf(place), place]));
  const seen = new Map(judged.map((agenda) => [idOf(agenda), agenda]));
  const touched = [...new Map([...held, ...wanted])].filter(
    ([id]) => !(sameEntry && held.has(id) && wanted.has(id)),
  );
  const unread = await readAgendas(
    table,
    touched.flatMap(([id, place]) => (seen.has(id) ? [] : [place])),
  );
  const known = new Map([...unread.map((agenda): [string, Agenda] => [idOf(agenda), agenda]), ...seen]);
  const writes = touched.flatMap(([id]) => {
    const agenda = known.get(id);
    return agenda
      ? write(table, agenda, after.id, {
          entry: wanted.has(id) ? entryOf(after) : undefined,
          judged: seen.has(id),
        })
      : [];
  });
  const touchedIds = new Set(touched.map(([id]) => id));
  return [
    ...writes,
    ...judged.filter((agenda) => !touchedIds.has(idOf(agenda))).map((agenda) => check(table, agenda)),
  ];
};
