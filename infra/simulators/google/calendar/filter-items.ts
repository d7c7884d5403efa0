import type { StoredEvent } from './event-store.ts';
import { msOf } from './event-time.ts';
import type { FeedItem } from './feed-items.ts';
import type { ListQuery } from './list-query.ts';
import { flatEvents } from './series.ts';

type Keep = (event: StoredEvent) => boolean;
type Window = Pick<ListQuery, 'timeMin' | 'timeMax'>;

/** `timeMin` looks at the end, `timeMax` at the start, both exclusive; a series counts by its instances. */
export const isInWindow =
  ({ timeMin = Number.NEGATIVE_INFINITY, timeMax = Number.POSITIVE_INFINITY }: Window, zone: string): Keep =>
  (event) =>
    flatEvents(event).some(
      ({ fields }) => msOf(fields.end, zone) > timeMin && msOf(fields.start, zone) < timeMax,
    );

const mentions =
  (text: string | undefined): Keep =>
  ({ fields }) => {
    if (text === undefined) return true;
    const guests = (fields.attendees ?? []).flatMap(({ email, displayName }) => [email, displayName]);
    const searched = [fields.summary, fields.description, fields.location, ...guests];
    return searched.some((each) => each?.toLowerCase().includes(text));
  };

/** Several constraints must all hold, as the reference says. */
const hasProperties =
  (side: 'private' | 'shared', wanted: readonly string[]): Keep =>
  ({ fields }) =>
    wanted.every((constraint) => {
      const at = constraint.indexOf('=');
      return fields.extendedProperties?.[side]?.[constraint.slice(0, at)] === constraint.slice(at + 1);
    });

const isAsked = ({
  iCalUID,
  eventTypes,
  updatedMin,
  text,
  privateProperties,
  sharedProperties,
}: ListQuery): Keep => {
  const keeps: Keep[] = [
    mentions(text),
    hasProperties('private', privateProperties),
    hasProperties('shared', sharedProperties),
    (event) => iCalUID === undefined || event.iCalUID === iCalUID,
    ({ fields }) => eventTypes.length === 0 || eventTypes.includes(fields.eventType),
    ({ updated }) => updatedMin === undefined || Date.parse(updated) >= updatedMin,
  ];
  return (event) => keeps.every((keep) => keep(event));
};

const sortKey = (query: ListQuery, zone: string): ((event: StoredEvent) => number) | undefined => {
  if (query.orderBy === 'startTime') return ({ fields }) => msOf(fields.start, zone);
  return query.orderBy === 'updated' ? ({ updated }) => Date.parse(updated) : undefined;
};

export const filterItems = (items: readonly FeedItem[], query: ListQuery, zone: string): FeedItem[] => {
  const asked = isAsked(query);
  const hasWindow = query.timeMin !== undefined || query.timeMax !== undefined;
  const inWindow = hasWindow ? isInWindow(query, zone) : () => true;
  const kept = items.filter(({ event }) => event !== undefined && asked(event) && inWindow(event));
  const key = sortKey(query, zone);
  if (!key) return kept;
  const at = ({ event }: FeedItem): number => (event ? key(event) : 0);
  return kept.sort((a, b) => at(a) - at(b));
};
