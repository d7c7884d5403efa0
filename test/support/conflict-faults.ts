import { z } from 'zod';
import type { Booking } from '../../events/stored/booking.ts';
import { Connection } from '../../events/stored/connection.ts';
import type { Hub } from './hub.ts';
import { viewOf } from './outlook-imports.ts';
import { outlookInstant, ownEvents } from './outlook-state.ts';
import type { TableNow } from './stored-items.ts';

interface Busy {
  readonly id: string;
  readonly userId: string;
  readonly start: string;
  readonly end: string;
  /** It bears our mark, or did: whether it is its owner's by now is told by what became of its booking. */
  readonly isOurs: boolean;
}

const time = z.object({ dateTime: z.string() });
const GoogleEvent = z.object({
  id: z.string(),
  calendar: z.string(),
  status: z.string(),
  start: time,
  end: time,
  transparency: z.string().optional(),
  extendedProperties: z.unknown().optional(),
});

const inGoogle = async ({ google }: Hub): Promise<(account: string) => Omit<Busy, 'userId'>[]> => {
  const events = z
    .array(GoogleEvent)
    .parse((await google.state()).events.filter(({ status, start }) => status !== 'cancelled' && start));
  const ours = new Set(
    events.filter(({ extendedProperties }) => extendedProperties !== undefined).map(({ id }) => id),
  );
  return (account) =>
    events
      .filter(({ calendar, transparency }) => calendar === account && transparency !== 'transparent')
      .map(({ id, start, end }) => ({
        id,
        start: new Date(start.dateTime).toISOString(),
        end: new Date(end.dateTime).toISOString(),
        isOurs: ours.has(id),
      }));
};

const inOutlook = async (hub: Hub, account: string): Promise<Omit<Busy, 'userId'>[]> => {
  const ours = new Set((await ownEvents(hub)).map(({ id }) => id));
  return (await viewOf(hub, account)).map(({ id, start, end }) => ({
    id,
    start: outlookInstant(start.dateTime),
    end: outlookInstant(end.dateTime),
    isOurs: ours.has(id),
  }));
};

const hasCalendar = ({ platforms }: Connection): boolean =>
  platforms.some((platform) => platform.endsWith('_calendar'));

/** By looking at every calendar that a person has connected. */
const allBusy = async (hub: Hub, table: TableNow): Promise<Busy[]> => {
  const google = await inGoogle(hub);
  const connected = table('USER#')
    .filter(({ sk }) => String(sk).startsWith('CONNECTION#'))
    .map((item) => Connection.parse(item))
    .filter((connection) => connection.state === 'connected' && hasCalendar(connection));
  const found: Busy[] = [];
  for (const { userId, provider, accountLabel } of connected) {
    const busy = provider === 'google' ? google(accountLabel) : await inOutlook(hub, accountLabel);
    found.push(...busy.map((one) => ({ ...one, userId })));
  }
  return found;
};

/** What stands for a meeting in its hosts' calendars is not in its way. */
const eventsOf = ({ calendars }: Booking): ReadonlySet<string> =>
  new Set(
    Object.values(calendars)
      .filter(({ state }) => state !== 'removed')
      .map(({ eventId }) => eventId),
  );

const lineOf = ({ userId, start, end }: Pick<Busy, 'userId' | 'start' | 'end'>): string =>
  `${userId} ${start} ${end}`;

/** What else the hosts of each meeting to come have at its time is what it says, and nothing else. */
export const conflictFaults = async (
  hub: Hub,
  table: TableNow,
  bookings: readonly Booking[],
): Promise<string[]> => {
  const now = new Date().toISOString();
  const live = bookings.filter(({ status, end }) => status !== 'cancelled' && end > now);
  const busy = await allBusy(hub, table);
  return live.flatMap((booking) => {
    const { id, conflicts, hosts } = booking;
    const isNear = (one: Pick<Busy, 'start' | 'end'>): boolean =>
      one.start < booking.end && booking.start < one.end;
    const isTheirs = ({ userId }: Pick<Busy, 'userId'>): boolean =>
      hosts.some((host) => host.userId === userId);
    const others = live
      .filter((other) => other.id !== id)
      .flatMap(({ hosts: all, start, end }) => all.map(({ userId }) => ({ userId, start, end })));
    const foreign = busy.filter(({ isOurs }) => !isOurs);
    const own = eventsOf(booking);
    const lines = (all: readonly Pick<Busy, 'userId' | 'start' | 'end'>[]) =>
      new Set(all.filter((one) => isTheirs(one) && isNear(one)).map(lineOf));
    const certain = lines([...others, ...foreign]);
    const possible = lines([...others, ...busy.filter((one) => !own.has(one.id))]);
    const shown = new Set(conflicts.map(lineOf));
    return [
      ...[...certain].filter((line) => !shown.has(line)).map((line) => `${id} does not show: ${line}`),
      ...[...shown].filter((line) => !possible.has(line)).map((line) => `${id} shows in vain: ${line}`),
    ];
  });
};
