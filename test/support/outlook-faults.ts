import { z } from 'zod';
import type { Booking, CalendarEntry } from '../../events/stored/booking.ts';
import { generationOf } from '../../shared/bookings/event-id.ts';
import type { Hub } from './hub.ts';
import { importFaults } from './outlook-imports.ts';
import { type OutlookEvent, outlookInstant, ownEvents } from './outlook-state.ts';
import type { Reach } from './reach.ts';
import type { TableNow } from './stored-items.ts';

const lineOf = (bookingId: string, id: string, title: string, times: readonly string[]): string =>
  `${bookingId} ${id.slice(-12)} "${title}" ${times.map(outlookInstant).join(' ')}`;

const found = ({ bookingId, id, subject, start, end }: OutlookEvent): string =>
  lineOf(bookingId, id, subject, [start.dateTime, end.dateTime]);

const wanted = ({ id, title, start, end }: Booking, { eventId }: CalendarEntry): string =>
  lineOf(id, eventId, title, [start, end]);

type Standing = readonly [booking: Booking, entry: CalendarEntry];

/** A co-host who moved their own event away has said no, and has it where they put it. */
const isDeclined = ({ hosts }: Booking, userId: string, { role }: CalendarEntry): boolean =>
  role === 'own' && hosts.some((host) => host.userId === userId && host.rsvp === 'declined');

const movedAway = (bookings: readonly Booking[]): ReadonlySet<string> =>
  new Set(
    bookings
      .filter(({ status }) => status === 'confirmed')
      .flatMap((booking) =>
        Object.entries(booking.calendars).flatMap(([userId, entry]) =>
          isDeclined(booking, userId, entry) ? [entry.eventId] : [],
        ),
      ),
  );

/** Whoever left and kept their events has them, for as long as the account is nobody's here. */
const isLeftWith = (bookings: readonly Booking[], { connections }: Reach, event: OutlookEvent): boolean =>
  bookings.some(({ id, kept }) => id === event.bookingId && kept?.includes(event.id)) &&
  !connections.some(({ accountLabel, state }) => accountLabel === event.account && state === 'connected');

/** What should lie in Outlook now, where the hub can write. */
const standing = (bookings: readonly Booking[], { connected }: Reach): Standing[] =>
  bookings
    .filter(({ status }) => status === 'confirmed')
    .flatMap((booking) =>
      Object.entries(booking.calendars)
        .filter(([userId, entry]) => !isDeclined(booking, userId, entry))
        .filter(([, { platform, state }]) => platform === 'outlook_calendar' && state !== 'removed')
        .filter(([, { connectionId, leaves }]) => connected.has(connectionId) && !leaves)
        .map(([, entry]): Standing => [booking, entry]),
    );

const isExcused = ({ id, account, bookingId, key }: OutlookEvent, reach: Reach): boolean =>
  reach.takenBack.has(id) ||
  reach.lost.has(account) ||
  reach.leftBehind.has(bookingId) ||
  reach.cutOff.some((userId) => generationOf(bookingId, userId, key) !== undefined);

/** Each confirmed booking lies once in each of its hosts' Outlook calendars and says the same; nothing else of ours lies there. */
const eventFaults = (expected: readonly Standing[], events: readonly OutlookEvent[], reach: Reach) => {
  const lines = expected.map((one) => wanted(...one));
  const there = events.map(found);
  return [
    ...lines.filter((line) => !there.includes(line)).map((line) => `not in Outlook: ${line}`),
    ...events
      .filter((event) => !(lines.includes(found(event)) || isExcused(event, reach)))
      .map((event) => `only in Outlook: ${event.account} ${found(event)}`),
  ];
};

/** The link that a booking shows is the one in its organizer's event; where Microsoft makes none, the booking says so. */
const linkFaults = (expected: readonly Standing[], events: readonly OutlookEvent[]): string[] =>
  expected
    .filter(([{ location }, { role }]) => location?.kind === 'teams' && role === 'organizer')
    .flatMap(([{ id, conference }, { eventId }]) => {
      const event = events.find((one) => one.id === eventId);
      const isMissing = event?.onlineMeeting == null && conference?.state === 'failed';
      return event === undefined || isMissing || event.onlineMeeting?.joinUrl === conference?.joinUrl
        ? []
        : [`another Teams link: ${id} shows ${conference?.joinUrl} (${conference?.state})`];
    });

const Subscriptions = z.array(z.object({ account: z.string(), isPaused: z.boolean() }));

/** A mailbox is watched once while it is connected, and not at all after it was left. */
const subscriptionFaults = async ({ microsoft }: Hub, { connections, cutOff }: Reach): Promise<string[]> => {
  const own = connections.filter(({ provider }) => provider === 'microsoft');
  const watched = Subscriptions.parse((await microsoft.state()).subscriptions).map(({ account }) => account);
  return [
    ...own
      .filter(({ state }) => state === 'connected')
      .map(
        ({ accountLabel }) => [accountLabel, watched.filter((one) => one === accountLabel).length] as const,
      )
      .filter(([, times]) => times !== 1)
      .map(([account, times]) => `${account} is watched ${times} times`),
    ...watched
      .filter((account) => !own.some(({ accountLabel }) => accountLabel === account) && cutOff.length === 0)
      .map((account) => `${account} is watched and not connected`),
  ];
};

interface Stored {
  readonly table: TableNow;
  readonly reach: Reach;
}

/** What is wrong between the hub and the mailboxes that Microsoft has. */
export const outlookFaults = async (
  hub: Hub,
  bookings: readonly Booking[],
  { table, reach }: Stored,
): Promise<string[]> => {
  const events = await ownEvents(hub);
  const expected = standing(bookings, reach);
  const away = movedAway(bookings);
  const stay = events.filter((event) => !(away.has(event.id) || isLeftWith(bookings, reach, event)));
  return [
    ...eventFaults(expected, stay, reach),
    ...linkFaults(expected, events),
    ...(await subscriptionFaults(hub, reach)),
    ...(await importFaults(hub, { table, connections: reach.connections })),
  ];
};
