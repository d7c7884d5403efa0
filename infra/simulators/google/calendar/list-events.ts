import type { World } from '../world.ts';
import { invalid, notFound } from './api-refusal.ts';
import { type Access, type ApiAnswer, type ApiRequest, accessTo } from './api-request.ts';
import { boundMs } from './event-time.ts';
import { allItems, type FeedItem, itemsSince } from './feed-items.ts';
import { filterItems, isInWindow } from './filter-items.ts';
import { givesSyncToken, type ListQuery, readListQuery } from './list-query.ts';
import { queryOf } from './pages.ts';
import { findEvent, instancesOf, isLive } from './series.ts';
import { shownEvent, tombstone, zoneOf } from './shown-event.ts';

type Shown = Record<string, unknown>;

const DEFAULT_REMINDERS = [{ method: 'popup', minutes: 10 }];

const shownItem = (world: World, request: ApiRequest, access: Access): ((item: FeedItem) => Shown) => {
  const view = { ...request, ...access, origin: world.origin };
  return (item) =>
    item.isGone || !item.event ? tombstone(item, zoneOf(view)) : shownEvent(item.event, view);
};

/** The parameters that a sync token belongs to. */
const shapeOf = (query: URLSearchParams): string =>
  JSON.stringify([query.get('singleEvents') === 'true', query.getAll('eventTypes').sort()]);

const boundOf = (text: string | undefined, name: string) =>
  text === undefined ? {} : { [name]: boundMs(text, name) };

/** Google's deltas are believed to ignore the window of the first listing; a control makes them heed it. */
const delta = (
  world: World,
  { query }: ApiRequest,
  owner: { calendar: string; user: string; zone: string },
) => {
  const shape = shapeOf(query);
  const token = world.syncTokens.read(query.get('syncToken') ?? '', { ...owner, shape });
  const { timeMin, timeMax } = token;
  const singleEvents = query.get('singleEvents') === 'true';
  const items = itemsSince(world.events, owner.calendar, { revision: token.revision, singleEvents });
  const window = { ...boundOf(timeMin, 'timeMin'), ...boundOf(timeMax, 'timeMax') };
  const isShown = isInWindow(window, owner.zone);
  const types = query.getAll('eventTypes');
  const kept = items
    .filter(
      ({ isGone, event }) => isGone || !event || types.length === 0 || types.includes(event.fields.eventType),
    )
    .filter(({ isGone, event }) => !world.deltasHeedWindow || isGone || !event || isShown(event));
  return { items: kept, timeMin, timeMax };
};

const full = (world: World, query: ListQuery, { calendar }: Access): FeedItem[] =>
  filterItems(allItems(world.events, calendar.id, query), query, calendar.zone);

const listing = (world: World, request: ApiRequest, access: Access) => {
  const { query, account } = request;
  const { id: calendar, zone } = access.calendar;
  const wanted = readListQuery(query);
  const owner = { calendar, user: account.email, zone };
  const { items, timeMin, timeMax } = query.has('syncToken')
    ? delta(world, request, owner)
    : {
        items: full(world, wanted, access),
        timeMin: query.get('timeMin') ?? undefined,
        timeMax: query.get('timeMax') ?? undefined,
      };
  const token = {
    calendar,
    user: account.email,
    shape: shapeOf(query),
    revision: world.events.revision,
    ...(timeMin !== undefined && { timeMin }),
    ...(timeMax !== undefined && { timeMax }),
  };
  return {
    items: items.map(shownItem(world, request, access)),
    query: queryOf(query, calendar),
    size: Math.min(wanted.maxResults, world.shortPages ?? wanted.maxResults),
    ...(givesSyncToken(query) && { nextSyncToken: world.syncTokens.issue(token) }),
  };
};

const pageOf = (world: World, request: ApiRequest, access: Access) => {
  const pageToken = request.query.get('pageToken');
  return pageToken === null
    ? world.pages.first(listing(world, request, access))
    : world.pages.next(pageToken, queryOf(request.query, access.calendar.id));
};

/** https://developers.google.com/workspace/calendar/api/v3/reference/events/list */
export const listEvents = (world: World, request: ApiRequest): ApiAnswer => {
  const access = accessTo(world, request, 'freeBusyReader');
  const { calendar, role } = access;
  const updated = world.events.all(calendar.id).map((each) => each.updated);
  return {
    body: {
      kind: 'calendar#events',
      etag: `"p${world.events.revision}"`,
      summary: calendar.summary,
      updated: updated.sort().at(-1) ?? new Date().toISOString(),
      timeZone: zoneOf({ ...request, calendar }),
      accessRole: role,
      defaultReminders: calendar.primaryOf === request.account.email ? DEFAULT_REMINDERS : [],
      ...pageOf(world, request, access),
    },
  };
};

/** One series opened out; only this listing may ask for an instance by its original start. */
export const listInstances = (world: World, request: ApiRequest): ApiAnswer => {
  const access = accessTo(world, request, 'freeBusyReader');
  const { calendar, role } = access;
  const master = world.events.get(calendar.id, request.eventId);
  if (!master) throw notFound();
  if (!master.fields.recurrence) throw invalid('The event is not recurring.', 'eventId');
  const wanted = readListQuery(request.query);
  const original = request.query.get('originalStart');
  const items = instancesOf(world.events, master)
    .map((event) => ({
      id: event.id,
      event,
      isGone: !isLive(world.events, event),
      ...(event.instanceOf && { instanceOf: event.instanceOf }),
    }))
    .filter(({ isGone }) => wanted.showDeleted || !isGone)
    .filter(({ instanceOf }) => {
      const { dateTime, date } = instanceOf?.originalStart ?? {};
      return original === null || date === original || Date.parse(dateTime ?? '') === Date.parse(original);
    });
  const found = filterItems(items, wanted, calendar.zone).map(shownItem(world, request, access));
  const page = { items: found, query: queryOf(request.query, master.id), size: wanted.maxResults };
  const pageToken = request.query.get('pageToken');
  return {
    body: {
      kind: 'calendar#events',
      etag: master.etag,
      summary: calendar.summary,
      timeZone: zoneOf({ ...request, calendar }),
      accessRole: role,
      ...(pageToken === null ? world.pages.first(page) : world.pages.next(pageToken, page.query)),
    },
  };
};

/** Deleted events are still found, as cancelled. */
export const getEvent = (world: World, request: ApiRequest): ApiAnswer => {
  const access = accessTo(world, request, 'freeBusyReader');
  const event = findEvent(world.events, access.calendar.id, request.eventId);
  if (!event) throw notFound();
  const shown = isLive(world.events, event)
    ? event
    : { ...event, fields: { ...event.fields, status: 'cancelled' as const } };
  return { body: shownEvent(shown, { ...request, ...access, origin: world.origin }) };
};
