import { z } from 'zod';
import { Booking } from '../../events/stored/booking.ts';
import { EventType } from '../../events/stored/event-type.ts';
import { HostShares } from '../../events/stored/host-shares.ts';
import { Series } from '../../events/stored/series.ts';
import { Transition } from '../../events/stored/transition.ts';
import { conflictFaults } from './conflict-faults.ts';
import type { Hub } from './hub.ts';
import { overlapFaults } from './overlap-faults.ts';
import { reminderFaults } from './reminder-faults.ts';
import { type TableNow, tableNow } from './stored-items.ts';

/** The clock comes once a minute, and waits a minute more for whoever may still be at it. */
const GRACE_MS = 3 * 60_000;

const transitionsOf = (table: TableNow): Transition[] =>
  table('HISTORY#').flatMap((item) => Transition.safeParse(item).data ?? []);

const holdFaults = (bookings: readonly Booking[]): string[] =>
  bookings
    .filter(({ status, hold }) => status === 'draft' && Date.parse(hold?.until ?? '') + GRACE_MS < Date.now())
    .map(({ id, hold }) => `${id} is still held, though only until ${hold?.until}`);

const countsOf = (ids: readonly string[]): string =>
  [...Map.groupBy(ids, (id) => id)]
    .map(([id, all]) => `${id} ${all.length}`)
    .toSorted()
    .join(', ');

/** Everybody's share is how many meetings they were given, whatever became of those; a slot that nobody confirmed was none. */
const shareFaults = (table: TableNow, bookings: readonly Booking[], history: readonly Transition[]) => {
  const meetings = bookings.filter(({ cancelled }) => cancelled?.reason !== 'hold_expired');
  const given = (eventTypeId: string): string[] => {
    const ids = new Set(meetings.filter((one) => one.eventTypeId === eventTypeId).map(({ id }) => id));
    return history.flatMap(({ subject, assigned }) =>
      assigned && ids.has(subject) ? [assigned.userId] : [],
    );
  };
  const counted = new Map(
    table('EVENT_TYPE#')
      .filter(({ sk }) => sk === 'SHARES')
      .map((item) => HostShares.parse(item))
      .map(({ eventTypeId, hosts }) => [
        eventTypeId,
        Object.entries(hosts).flatMap(([id, { assigned }]) => Array<string>(assigned).fill(id)),
      ]),
  );
  return table('EVENT_TYPE#')
    .filter(({ sk }) => sk === 'EVENT_TYPE')
    .map((item) => EventType.parse(item))
    .filter(({ kind }) => kind === 'round_robin')
    .map(({ id }) => [id, countsOf(counted.get(id) ?? []), countsOf(given(id))])
    .filter(([, counts, truth]) => counts !== truth)
    .map(([id, counts, truth]) => `the turns of ${id} are counted as "${counts}", and were "${truth}"`);
};

/** Nobody has touched the hosts of a booking since it was made. */
const isAsMade = (id: string, history: readonly Transition[]): boolean =>
  !history.some(({ subject, changed = [] }) => subject === id && changed.includes('hosts'));

/** A turn is one host's, and a panel is all of them. */
const hostFaults = (table: TableNow, bookings: readonly Booking[], history: readonly Transition[]) => {
  const types = new Map(
    table('EVENT_TYPE#')
      .filter(({ sk }) => sk === 'EVENT_TYPE')
      .map((item) => EventType.parse(item))
      .map((type) => [type.id, type]),
  );
  return bookings
    .filter(({ id }) => isAsMade(id, history))
    .flatMap(({ id, eventTypeId = '', hosts }) => {
      const type = types.get(eventTypeId);
      if (type === undefined) return [];
      const wanted = type.kind === 'collective' ? type.hosts.length : 1;
      return hosts.length === wanted ? [] : [`${id} of a ${type.kind} has ${hosts.length} hosts`];
    });
};

/** What follows from a host's no is decided soon. */
const declineFaults = (bookings: readonly Booking[]): string[] =>
  bookings
    .filter(({ status, start }) => status === 'confirmed' && start > new Date().toISOString())
    .flatMap(({ id, declines = {} }) =>
      Object.entries(declines)
        .filter(([, { state }]) => state === 'open')
        .map(([userId]) => `${userId} has declined ${id}, and nothing has followed`),
    );

/** Nothing that was begun with several meetings is left half done. */
const seriesFaults = (table: TableNow, bookings: readonly Booking[]): string[] =>
  table('SERIES#')
    .filter(({ sk }) => sk === 'SERIES')
    .map((item) => Series.parse(item))
    .flatMap(({ id, pending, occurrences }) => [
      ...(pending ? [`${id} is still about to ${pending.kind}`] : []),
      ...occurrences
        .map(({ bookingId, at }) => ({ at, found: bookings.find((one) => one.id === bookingId) }))
        .filter(({ at, found }) => found?.occurrence !== at)
        .map(({ at, found }) => `${id} has ${found?.id} for its meeting of ${at}`),
    ]);

/** What is wrong with times, turns, holds, series and reminders of a hub that has come to rest after hours of fine weather. */
export const schedulingFaults = async (hub: Hub): Promise<string[]> => {
  const table = await tableNow(hub);
  const bookings = z.array(Booking).parse(table('BOOKING#').filter(({ sk }) => sk === 'BOOKING'));
  const history = transitionsOf(table);
  return [
    ...holdFaults(bookings),
    ...declineFaults(bookings),
    ...shareFaults(table, bookings, history),
    ...hostFaults(table, bookings, history),
    ...seriesFaults(table, bookings),
    ...overlapFaults(bookings, history),
    ...(await conflictFaults(hub, table, bookings)),
    ...(await reminderFaults(hub, table, bookings)),
  ];
};
