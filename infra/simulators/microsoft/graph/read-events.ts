import type { World } from '../world.ts';
import { type ApiAnswer, type ApiRequest, calendarOf, itemOf } from './api-request.ts';
import { collection, contextOf, selected } from './collection.ts';
import { expandedProperties, propertyFilter } from './extended-properties.ts';
import { flatItems, groupsIn, type Window, windowOf } from './feed.ts';
import { ordered, simpleFilter } from './filter-items.ts';
import { type Item, instancesOf, typeOf } from './series.ts';
import { shownEvent } from './shown-event.ts';

const list = (world: World, request: ApiRequest, items: readonly Item[]): ApiAnswer => {
  const { query, account, prefer } = request;
  const filter = query.get('$filter');
  const byProperty = filter === null ? undefined : propertyFilter(filter);
  const kept = byProperty ? items.filter(({ event }) => byProperty(event)) : items;
  const expand = query.get('$expand');
  const shown = kept.map((item) => ({
    ...shownEvent(world, item, prefer),
    ...expandedProperties(expand, item.event),
  }));
  const found = filter === null || byProperty ? shown : shown.filter(simpleFilter(filter));
  const select = query.get('$select');
  const also = expand === null ? select : select && `${select},singleValueExtendedProperties`;
  const values = ordered(found, query.get('$orderby')).map((each) => selected(each, also));
  return collection(world, request, `users('${account.oid}')/events`, values);
};

/** `GET …/events`: single events and masters; without a calendar in the path, those of the whole mailbox. */
export const listEvents = (world: World, request: ApiRequest): ApiAnswer => {
  const { account, calendarId } = request;
  const isThere = (id: string): boolean => calendarId === undefined || id === calendarOf(world, request).id;
  const items = world.events
    .all(account.oid)
    .filter((event) => event.instanceOf === undefined && isThere(event.calendarId))
    .map((event): Item => ({ type: typeOf(event), event }));
  return list(world, request, items);
};

export const getEvent = (world: World, request: ApiRequest): ApiAnswer => {
  const item = itemOf(world, request);
  const { query, account, prefer } = request;
  const shown = selected(shownEvent(world, item, prefer), query.get('$select'));
  const context = contextOf(world, `users('${account.oid}')/events/$entity`);
  return {
    body: { '@odata.context': context, ...shown, ...expandedProperties(query.get('$expand'), item.event) },
  };
};

const isIn = ({ event }: Item, inside: ReadonlySet<string>): boolean => inside.has(event.key);

/** `GET …/events/{id}/instances`, of a series in a window. */
export const listInstances = (world: World, request: ApiRequest): ApiAnswer => {
  const { event } = itemOf(world, request);
  const window = windowOf(request.query);
  const groups = groupsIn(world, request.account, event.calendarId, window);
  const inside = new Set(flatItems(groups).map((each) => each.event.key));
  return list(
    world,
    request,
    instancesOf(world.events, event).filter((each) => isIn(each, inside)),
  );
};

/** `GET …/calendarView`: everything that overlaps the window, each occurrence complete. */
export const calendarView = (world: World, request: ApiRequest): ApiAnswer => {
  const window: Window = windowOf(request.query);
  const groups = groupsIn(world, request.account, calendarOf(world, request).id, window);
  return list(world, request, flatItems(groups));
};
