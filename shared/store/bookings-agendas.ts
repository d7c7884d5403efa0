import { Agenda } from '../../events/stored/agenda.ts';
import type { Booking } from '../../events/stored/booking.ts';
import { monthsOf } from '../domain/months-of.ts';
import { wasOnlyHeld } from '../domain/was-only-held.ts';
import type { BookingCommit } from '../ports/bookings.ts';
import { agendaChange } from './agenda-change.ts';
import { agendaSurplus } from './agenda-surplus.ts';
import { keys } from './keys.ts';
import { readItems } from './read-items.ts';
import type { Table } from './table.ts';
import type { Action } from './transact.ts';

type Entry = Agenda['bookings'][string];
type Place = Pick<Agenda, 'org' | 'userId' | 'month'>;

const idOf = ({ userId, month }: Place): string => `${month} ${userId}`;

/** A slot that was let go before it was a meeting is nothing that its hosts had. */
const placesOf = (booking: Booking | undefined): Place[] =>
  booking === undefined || wasOnlyHeld(booking)
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

interface Written {
  readonly after: Booking;
  /** Whether it has a place in this agenda, or leaves it. */
  readonly isIn: boolean;
  readonly isJudged: boolean;
}

const write = async (
  table: Table,
  agenda: Agenda | undefined,
  { after, isIn, isJudged }: Written,
): Promise<Action[]> => {
  if (agenda === undefined || (agenda.version === 0 && !isIn)) return [];
  const surplus = await agendaSurplus(table, agenda, after.id);
  const set = isIn ? { [after.id]: entryOf(after) } : {};
  const remove = isIn ? surplus : [after.id, ...surplus];
  return [agendaChange(table, { agenda, set, remove }, isJudged ? 'as it was read' : 'as it is')];
};

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
  const writes = await Promise.all(
    touched.map(([id]) =>
      write(table, known.get(id), { after, isIn: wanted.has(id), isJudged: seen.has(id) }),
    ),
  );
  const touchedIds = new Set(touched.map(([id]) => id));
  return [
    ...writes.flat(),
    ...judged.filter((agenda) => !touchedIds.has(idOf(agenda))).map((agenda) => check(table, agenda)),
  ];
};
