import { z } from 'zod';
import { Agenda } from '../../events/stored/agenda.ts';
import { Booking } from '../../events/stored/booking.ts';
import { OauthAttempt } from '../../events/stored/oauth-attempt.ts';
import { generationOf } from '../../shared/bookings/event-id.ts';
import { nextReminder } from '../../shared/domain/next-reminder.ts';
import { owesMail } from '../../shared/domain/owes-mail.ts';
import { astrayEvents } from './astray-events.ts';
import { connectionSecrets } from './connection-secrets.ts';
import type { Hub } from './hub.ts';
import { leftovers } from './leftovers.ts';
import { meetingFaults } from './meeting-faults.ts';
import { outlookFaults } from './outlook-faults.ts';
import { POISON } from './poison.ts';
import { type Reach, reachOf } from './reach.ts';
import { type TableNow, tableNow } from './stored-items.ts';

const time = z.object({ dateTime: z.string() });
const event = z.object({
  id: z.string(),
  calendar: z.string(),
  status: z.string(),
  summary: z.string().optional(),
  start: time,
  end: time,
  extendedProperties: z.object({ private: z.object({ meridianBooking: z.string() }) }).optional(),
});
type Event = z.infer<typeof event>;

const instant = (text: string): string => new Date(text).toISOString();

const allBookings = (table: TableNow): Booking[] =>
  table('BOOKING#')
    .filter(({ sk }) => sk === 'BOOKING')
    .map((item) => Booking.parse(item));

/** Events of ours that are not deleted. */
const ourEvents = async ({ google }: Hub): Promise<Event[]> =>
  z
    .array(event)
    .parse((await google.state()).events.filter(({ status, start }) => status !== 'cancelled' && start))
    .filter(({ extendedProperties }) => extendedProperties !== undefined);

const describe = ({ title, start, end }: Pick<Booking, 'title' | 'start' | 'end'>): string =>
  `${title} ${start} ${end}`;

const ofEvent = ({ summary = '', start, end }: Event): string =>
  describe({ title: summary, start: instant(start.dateTime), end: instant(end.dateTime) });

const isExcused = (
  { id, calendar, extendedProperties }: Event,
  { lost, leftBehind, takenBack, cutOff }: Reach,
): boolean => {
  const bookingId = extendedProperties?.private.meridianBooking ?? '';
  const isCutOff = cutOff.some((userId) => generationOf(bookingId, userId, id) !== undefined);
  return takenBack.has(id) || lost.has(calendar) || leftBehind.has(bookingId) || isCutOff;
};

/** Each confirmed booking lies once in the calendar that it can be written to, and says the same; nothing else of ours lies there. */
const calendarFaults = (bookings: readonly Booking[], events: readonly Event[], reach: Reach): string[] => {
  const wanted = bookings
    .filter(({ status }) => status === 'confirmed')
    .flatMap((booking) =>
      Object.values(booking.calendars)
        .filter(({ platform }) => platform === 'google_calendar')
        .filter(({ role, state }) => role !== 'copy' && state !== 'removed')
        .filter(({ connectionId }) => reach.connected.has(connectionId))
        .map(({ eventId }) => `${booking.id} ${eventId} ${describe(booking)}`),
    );
  const found = events
    // Co-hosts see the organizer's event in their calendars as it is.
    .filter((one, index) => events.findIndex(({ id }) => id === one.id) === index)
    .map((one) => ({
      line: `${one.extendedProperties?.private.meridianBooking} ${one.id} ${ofEvent(one)}`,
      excused: isExcused(one, reach),
    }));
  const there = new Set(found.map(({ line }) => line));
  return [
    ...wanted.filter((line) => !there.has(line)).map((line) => `not in the calendar: ${line}`),
    ...found
      .filter(({ line, excused }) => !(excused || wanted.includes(line)))
      .map(({ line }) => `only in the calendar: ${line}`),
  ];
};

const debtFaults = (bookings: readonly Booking[]): string[] =>
  bookings.flatMap((booking) => [
    ...(owesMail(booking, new Date().toISOString()) ? [`${booking.id} still owes mails`] : []),
    ...Object.values(booking.calendars)
      .filter(({ owed }) => owed !== undefined)
      .map(({ state, reason }) => `${booking.id} still owes a calendar (${state} ${reason})`),
  ]);

const guardFaults = (bookings: readonly Booking[], agendas: readonly Agenda[]): string[] => {
  // A slot that was let go unconfirmed is nobody's.
  const placed = bookings.filter(
    ({ status, hold, calendars }) =>
      !(status === 'cancelled' && hold !== undefined && Object.keys(calendars).length === 0),
  );
  const wanted = placed.flatMap((booking) =>
    booking.hosts.map(
      ({ userId }) => `${userId} ${booking.id} ${booking.status} ${booking.start} ${booking.end}`,
    ),
  );
  const held = agendas.flatMap(({ userId, bookings: own }) =>
    Object.entries(own).map(([id, { status, start, end }]) => `${userId} ${id} ${status} ${start} ${end}`),
  );
  return [
    ...wanted.filter((line) => !held.includes(line)).map((line) => `not guarded: ${line}`),
    ...held.filter((line) => !wanted.includes(line)).map((line) => `guarded for nothing: ${line}`),
  ];
};

/** Calendars and accounts have timers for ever; those of a lost connection look later whether it still is. */
const LASTING = ['DUE#feed#', 'DUE#keep_alive#', 'DUE#deauthorized#', 'DUE#loss_mail#'];

const isKept = ({ meetingId, state }: Booking['meetings'][string]): boolean =>
  meetingId !== undefined && state !== 'removed';

/** A booking has one until people were reminded of it for the last time, and its meeting is deleted at the conference account. */
const awaitsEnd = (bookings: readonly Booking[], pk: string): boolean =>
  bookings.some(
    (booking) =>
      pk.startsWith('DUE#booking#') &&
      pk.includes(booking.id) &&
      (nextReminder(booking) !== undefined || Object.values(booking.meetings).some(isKept)),
  );

/** An account without calendars is looked at once a day while it is connected; one that was taken from us may be left later. */
const isOfAccount = (connections: Reach['connections'], pk: string): boolean =>
  connections.some(
    ({ id, state }) =>
      (pk === `DUE#keep_alive#${id}` && state === 'connected') || pk === `DUE#deauthorized#${id}`,
  );

/** What lies in a calendar that nobody reads is looked at again and again. */
const isLookedAt = (astray: readonly string[], pk: string): boolean =>
  astray.some((id) => pk.startsWith('DUE#recheck#') && pk.endsWith(`.${encodeURIComponent(id)}`));

const timerFaults = (
  table: TableNow,
  bookings: readonly Booking[],
  { connections }: Reach,
  astray: readonly string[],
): string[] =>
  table('DUE#')
    .filter(({ pk }) => !isLookedAt(astray, String(pk)))
    .filter(({ pk }) => !LASTING.some((beginning) => String(pk).startsWith(beginning)))
    .filter(({ pk }) => !(awaitsEnd(bookings, String(pk)) || isOfAccount(connections, String(pk))))
    .map(({ pk, dueAt }) => `${String(pk)} since ${String(dueAt)}`);

/** Whatever nobody can read must end there, and nothing else. */
const letterFaults = (hub: Hub): string[] =>
  (['sync', 'provision', 'mail'] as const).flatMap((queue) =>
    hub.aws.byName[queue].deadLetters
      .peek()
      .filter(({ body }) => body !== POISON)
      .map(({ body }) => `a dead letter of ${queue}: ${body.slice(0, 200)}`),
  );

const secretFaults = (hub: Hub, table: TableNow): string[] => {
  const attempts = table('ATTEMPT#').map((item) => OauthAttempt.parse(item));
  const connections = table('USER#').filter(({ sk }) => String(sk).startsWith('CONNECTION#'));
  const secrets = connectionSecrets(hub).length;
  return [
    ...attempts.filter(({ sealed }) => sealed).map(({ id, step }) => `${id} (${step}) still holds a secret`),
    ...(secrets === connections.length ? [] : [`${secrets} secrets for ${connections.length} connections`]),
  ];
};

/** What is wrong with a hub that has come to rest; nothing where all parties agree. */
export const endFaults = async (hub: Hub): Promise<string[]> => {
  const table = await tableNow(hub);
  const bookings = allBookings(table);
  const agendas = table('USER#').filter(({ sk }) => String(sk).startsWith('AGENDA#'));
  const reach = reachOf(table, bookings);
  return [
    ...calendarFaults(bookings, await ourEvents(hub), reach),
    ...(await meetingFaults(hub, bookings, reach)),
    ...(await outlookFaults(hub, bookings, { table, reach })),
    ...debtFaults(bookings),
    ...guardFaults(
      bookings,
      agendas.map((item) => Agenda.parse(item)),
    ),
    ...timerFaults(table, bookings, reach, await astrayEvents(hub)),
    ...secretFaults(hub, table),
    ...letterFaults(hub),
    ...leftovers(table),
  ];
};
