import { BookingsQuery } from '../../events/http/booking-requests.ts';
import type { Booking } from '../../events/stored/booking.ts';
import { HubError } from '../../shared/errors.ts';
import type { Caller } from '../../shared/http/request.ts';
import { route } from '../../shared/http/route.ts';
import type { BookingPage } from '../../shared/ports/bookings.ts';
import { readView } from './booking-reply.ts';
import type { Deps } from './deps.ts';
import { isHost } from './may-see.ts';
import { seriesPage } from './series-page.ts';

const DAY_MS = 24 * 3600 * 1000;
const MOST_DAYS = 400;
const MAX_ROUNDS = 20;
/** Bookings of a round after the first, which was too few: matches are rarer than the page that is asked for. */
const ROUND = 100;

const daysAfter = (ms: number, days: number): string => new Date(ms + days * DAY_MS).toISOString();

/** What is looked for by these may lie in the past as well. */
const mayBeOver = ({ externalId, updatedAfter }: BookingsQuery): boolean =>
  externalId !== undefined || updatedAfter !== undefined;

/** Unless it is said: from now on, as far as anybody can book. */
const windowOf = (query: BookingsQuery, now: number): { from: string; to: string } => {
  const isBack = query.from === undefined && mayBeOver(query);
  const from = query.from ?? daysAfter(now, isBack ? -MOST_DAYS : 0);
  const to = query.to ?? daysAfter(query.from === undefined ? now : Date.parse(from), MOST_DAYS);
  const length = Date.parse(to) - Date.parse(from);
  const mostDays = isBack ? 2 * MOST_DAYS : MOST_DAYS;
  const message =
    length <= 0
      ? 'must be after from'
      : length > mostDays * DAY_MS
        ? `must be at most ${mostDays} days after from`
        : undefined;
  if (message)
    throw new HubError('invalid_request', {
      detail: 'The query is not valid: see errors.',
      errors: [{ field: 'to', message }],
    });
  return { from, to };
};

const is = <T>(wanted: T | undefined, found: T): boolean => wanted === undefined || wanted === found;

const hasGuest = ({ guests }: Booking, wanted: string | undefined): boolean =>
  wanted === undefined ||
  guests.some(({ id, email }) => id === wanted || email.toLowerCase() === wanted.toLowerCase());

const matches =
  (query: BookingsQuery) =>
  (booking: Booking): boolean =>
    is(query.status, booking.status) &&
    is(query.location, booking.location?.kind) &&
    is(query.externalId, booking.externalId) &&
    is(query.conflicts, booking.conflicts.length > 0) &&
    (query.updatedAfter === undefined || booking.updatedAt > query.updatedAfter) &&
    (query.host === undefined || booking.hosts.some(({ userId }) => userId === query.host)) &&
    hasGuest(booking, query.guest);

type ReadPage = (limit: number, cursor: string | undefined) => Promise<BookingPage>;

/** All of a series, whenever its meetings are, unless a time is asked for; members see those that they host. */
const seriesReader =
  (
    deps: Pick<Deps, 'series'>,
    caller: Caller,
    { series, from, to }: BookingsQuery & { series: string },
  ): ReadPage =>
  async (limit, cursor) => {
    const page = await seriesPage(deps)({ org: caller.org, seriesId: series, limit, cursor });
    const isAsked = (booking: Booking): boolean =>
      (from === undefined || booking.end > from) &&
      (to === undefined || booking.start < to) &&
      (caller.role !== 'member' || isHost(booking, caller));
    return { ...page, items: page.items.filter(isAsked) };
  };

/** Members see what they host; for the others one host's bookings are read where only those are asked for. */
const pageReader = (
  { bookings }: Pick<Deps, 'bookings'>,
  { org, userId, role }: Caller,
  query: BookingsQuery,
  now: number,
): ReadPage => {
  const window = windowOf(query, now);
  const host = role === 'member' ? userId : query.host;
  return (limit, cursor) => {
    const page = { org, ...window, limit, ...(cursor !== undefined && { cursor }) };
    return host === undefined ? bookings.listOrg(page) : bookings.listHost({ ...page, userId: host });
  };
};

/** Reads on until a page is full of matches; a page may end early, with a cursor, where matches are rare. */
const collect = async (
  readPage: ReadPage,
  query: BookingsQuery,
): Promise<{ items: Booking[]; next: string | undefined }> => {
  const found: { booking: Booking; cursor: string | undefined }[] = [];
  const isMatch = matches(query);
  let next = query.cursor;
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const page = await readPage(round === 0 ? query.limit : ROUND, next);
    const listed = page.items.map((booking, index) => ({ booking, cursor: page.cursors[index] }));
    found.push(...listed.filter(({ booking }) => isMatch(booking)));
    next = page.next;
    if (next === undefined || found.length >= query.limit) break;
  }
  const shown = found.slice(0, query.limit);
  return {
    items: shown.map(({ booking }) => booking),
    next: found.length > shown.length ? shown.at(-1)?.cursor : next,
  };
};

/** `GET /v1/bookings` */
export const listBookings = (deps: Pick<Deps, 'bookings' | 'notices' | 'clock' | 'series'>) =>
  route({ query: BookingsQuery }, async ({ caller, query }) => {
    const { series } = query;
    const reader =
      series === undefined
        ? pageReader(deps, caller, query, deps.clock.now())
        : seriesReader(deps, caller, { ...query, series });
    const { items, next } = await collect(reader, query);
    return { status: 200, body: { items: await Promise.all(items.map(readView(deps))), next } };
  });
