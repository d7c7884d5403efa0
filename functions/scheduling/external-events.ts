import type * as z from 'zod';
import {
  ExternalEventsParams,
  ExternalEventsQuery,
  type ExternalEventView,
} from '../../events/http/external-events.ts';
import type { Connection } from '../../events/stored/connection.ts';
import type { ExternalEvent } from '../../events/stored/external-event.ts';
import type { Feed } from '../../events/stored/feed.ts';
import { importedRows } from '../../shared/bookings/imported-rows.ts';
import type { Interval } from '../../shared/domain/busy-time.ts';
import { hasCalendars } from '../../shared/domain/calendar-platform.ts';
import { connectedFeeds } from '../../shared/domain/connected-feeds.ts';
import { pageCursor } from '../../shared/domain/page-cursor.ts';
import { HubError } from '../../shared/errors.ts';
import { contentTag } from '../../shared/http/entity-tag.ts';
import type { Caller } from '../../shared/http/request.ts';
import { route } from '../../shared/http/route.ts';
import { type Tagged, untilNews } from '../../shared/http/until-news.ts';
import type { Deps } from './deps.ts';

const MAX_MS = 400 * 24 * 3_600_000;

const assertWindow = ({ start, end }: Interval): void => {
  const length = Date.parse(end) - Date.parse(start);
  const message =
    length <= 0 ? 'must be after from' : length > MAX_MS ? 'must be at most 400 days after from' : undefined;
  if (message)
    throw new HubError('invalid_request', {
      detail: 'The query is not valid: see errors.',
      errors: [{ field: 'to', message }],
    });
};

/** Titles are for the person and for admins; everybody else has free and busy. */
const assertMaySee = async ({ people }: Pick<Deps, 'people'>, caller: Caller, id: string): Promise<void> => {
  if (caller.userId === id) return;
  if (caller.role !== 'admin')
    throw new HubError('forbidden', {
      detail: 'Only the person and admins see these: ask for /v1/availability.',
    });
  if ((await people.read(caller.org, id)) === undefined)
    throw new HubError('not_found', { detail: 'There is no such person in your organization.' });
};

interface Read {
  readonly connection: Connection;
  readonly feed: Feed | undefined;
  readonly rows: readonly ExternalEvent[];
}

const readFeed = async (
  { feeds }: Pick<Deps, 'feeds'>,
  connection: Connection,
  feedId: string,
  window: Interval,
): Promise<Read> => {
  const readable = connection.state === 'connected' ? [feedId] : [];
  const known = (await importedRows(feeds)(readable, window)).get(feedId);
  return { connection, feed: known?.feed, rows: known?.rows ?? [] };
};

const viewOf = ({ privacy }: Connection, { platform }: Feed, row: ExternalEvent): ExternalEventView => {
  const { start, end, allDay, title, rsvp } = row;
  const isOpen = privacy === 'default';
  return {
    start,
    end,
    ...(allDay && { allDay }),
    title: isOpen ? (title ?? 'Busy') : 'Busy',
    ...(isOpen && rsvp && { rsvp }),
    platform,
  };
};

interface Placed {
  readonly place: readonly [start: string, id: string];
  readonly view: ExternalEventView;
}

const placed = ({ connection, feed, rows }: Read): Placed[] =>
  feed === undefined
    ? []
    : rows.map((row) => ({
        place: [row.start, `${feed.id}.${row.id}`],
        view: viewOf(connection, feed, row),
      }));

const compare = ([a, idA]: Placed['place'], [b, idB]: Placed['place']): number =>
  a === b ? Number(idA > idB) - Number(idA < idB) : Number(a > b) - Number(a < b);

const page = (all: readonly Placed[], limit: number, cursor: string | undefined) => {
  const [start = '', id = ''] = cursor === undefined ? [] : pageCursor.read(cursor);
  const rest = all.filter(({ place }) => cursor === undefined || compare(place, [start, id]) > 0);
  const items = rest.slice(0, limit);
  const last = items.at(-1);
  return {
    items: items.map(({ view }) => view),
    ...(last && rest.length > limit && { next: pageCursor.write(...last.place) }),
  };
};

const imported = async (
  { connections, feeds }: Pick<Deps, 'connections' | 'feeds'>,
  { org }: Caller,
  userId: string,
  { from, to, limit, cursor }: z.infer<typeof ExternalEventsQuery>,
) => {
  const own = await connections.ofUser(org, userId);
  const calendars = own.filter(hasCalendars);
  const read = await Promise.all(
    calendars.flatMap((connection) =>
      connectedFeeds(connection)
        .filter(({ busy }) => busy)
        .map(({ feedId }) => readFeed({ feeds }, connection, feedId, { start: from, end: to })),
    ),
  );
  const [asOf] = read.flatMap(({ feed }) => feed?.lastReadStartedAt ?? []).toSorted();
  const all = read.flatMap(placed).toSorted((a, b) => compare(a.place, b.place));
  const known =
    calendars.every(({ state }) => state === 'connected') && read.every(({ feed }) => feed !== undefined);
  return { ...page(all, limit, cursor), known, ...(asOf !== undefined && { asOf }) };
};

/** That nothing had changed when a calendar was read once more is no news. */
const tagOf = ({ asOf: _, ...told }: Awaited<ReturnType<typeof imported>>): string => contentTag(told);

/** `GET /v1/users/{id}/external-events`: the foreign time in a person's calendars, as last imported. */
export const externalEvents = (deps: Pick<Deps, 'people' | 'connections' | 'feeds'>) =>
  route(
    { params: ExternalEventsParams, query: ExternalEventsQuery },
    async ({ caller, params: { id }, query, ...asked }) => {
      assertWindow({ start: query.from, end: query.to });
      await assertMaySee(deps, caller, id);
      const reply = await untilNews(async (): Promise<Tagged> => {
        const body = await imported(deps, caller, id, query);
        return { body, etag: tagOf(body) };
      }, asked);
      return { ...reply, headers: { ...reply.headers, 'cache-control': 'no-store' } };
    },
  );
