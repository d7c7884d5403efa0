import type { World } from '../world.ts';
import { ApiRefusal, badRequest } from './api-refusal.ts';
import { type ApiAnswer, type ApiRequest, calendarOf } from './api-request.ts';
import { unitsSince, visibleUntil } from './changes.ts';
import { contextOf, linkTo } from './collection.ts';
import type { Entry, Loss, Round } from './delta-tokens.ts';
import { windowOf } from './feed.ts';
import { itemId } from './item-id.ts';
import type { Prefer } from './prefer.ts';
import { bareOccurrence, shownEvent } from './shown-event.ts';

const REFUSED = ['$select', '$expand', '$filter', '$orderby', '$search'];
const DEFAULT_SIZE = 10;

const lost = (world: World, { path }: ApiRequest, how: Loss): ApiRefusal =>
  how === '410'
    ? new ApiRefusal({
        status: 410,
        code: 'SyncStateNotFound',
        message: 'The sync state generation is not found; continue with a full synchronization.',
        headers: { location: linkTo(world, path, new URLSearchParams({ $deltatoken: '' })) },
      })
    : new ApiRefusal({ status: 404, code: 'syncStateNotFound', message: 'The sync state is not found.' });

const firstRound = (world: World, request: ApiRequest): Round => {
  const window = windowOf(request.query);
  const { id: calendarId } = calendarOf(world, request);
  const revision = visibleUntil(world, request.account, calendarId);
  const since = { calendarId, window, revision: undefined };
  return {
    mailbox: request.account.oid,
    calendarId,
    window,
    revision,
    previous: revision,
    units: unitsSince(world, request.account, revision, since),
    from: 0,
    isPauseNext: false,
  };
};

/** What a token stands for: the next page, or the first page of what has changed since. */
const continued = (world: World, request: ApiRequest, token: string): Round => {
  const found = world.deltas.find(token);
  if (typeof found === 'string') throw lost(world, request, found);
  const kept = found && ('round' in found ? found.round : found.cursor);
  if (!(found && kept?.mailbox === request.account.oid))
    throw badRequest('syncStateInvalid', 'The sync state is invalid.');
  if ('round' in found) return found.round;
  const { mailbox, calendarId, window, revision: last, previous } = found.cursor;
  const revision = visibleUntil(world, request.account, calendarId);
  const since = world.quirks.deltaReplays ? previous : last;
  const units = unitsSince(world, request.account, revision, { calendarId, window, revision: since });
  const again = world.quirks.deltaReplays ? units.slice(0, 1) : [];
  return {
    mailbox,
    calendarId,
    window,
    revision,
    previous: last,
    units: [...units, ...again],
    from: 0,
    isPauseNext: false,
  };
};

/** As many whole units as fit; a long series makes a page longer than anybody wished for. */
const cut = ({ units, from }: Round, size: number): { entries: Entry[]; until: number } => {
  const entries: Entry[] = [];
  let until = from;
  for (; until < units.length && (entries.length === 0 || entries.length < size); until += 1)
    entries.push(...(units[until] ?? []));
  return { entries, until };
};

const shown =
  (world: World, prefer: Prefer) =>
  (entry: Entry): Record<string, unknown> => {
    if (entry.kind === 'removed')
      return { id: itemId(entry, prefer.isImmutable), '@removed': { reason: 'deleted' } };
    return entry.kind === 'bare'
      ? bareOccurrence(entry.item, prefer)
      : { '@odata.type': '#microsoft.graph.event', ...shownEvent(world, entry.item, prefer) };
  };

/** Either there is more of this round, or the cursor for the next one: never both, never neither. */
const linkAfter = (
  world: World,
  { path }: ApiRequest,
  round: Round,
  until: number,
): Record<string, string> => {
  const { units, isPauseNext: _paused, from: _from, ...cursor } = round;
  const next = (from: number, isPauseNext: boolean): Record<string, string> => ({
    '@odata.nextLink': linkTo(
      world,
      path,
      new URLSearchParams({ $skiptoken: world.deltas.keep({ round: { ...round, from, isPauseNext } }) }),
    ),
  });
  if (until < units.length) return next(until, round.from === 0 && !round.isPauseNext);
  if (world.quirks.endlessDelta) return next(0, false);
  const token = world.deltas.keep({ cursor });
  return { '@odata.deltaLink': linkTo(world, path, new URLSearchParams({ $deltatoken: token })) };
};

/** `GET …/calendarView/delta`: https://learn.microsoft.com/en-us/graph/api/event-delta */
export const deltaOf = (world: World, request: ApiRequest): ApiAnswer => {
  const { query, prefer } = request;
  const refused = REFUSED.filter((name) => query.has(name));
  if (refused.length > 0)
    throw badRequest(
      'ErrorInvalidUrlQuery',
      `The following parameters are not supported with change tracking over the 'CalendarView' resource: '${refused.join(', ')}'.`,
    );
  // An empty token, as after a loss, is none: then the window has to be named again.
  const token = query.get('$skiptoken') || query.get('$deltatoken');
  const round = token ? continued(world, request, token) : firstRound(world, request);
  // A page may be empty and yet not the last one.
  const page = round.isPauseNext
    ? { entries: [], until: round.from }
    : cut(round, prefer.pageSize ?? DEFAULT_SIZE);
  return {
    body: {
      '@odata.context': contextOf(world, 'Collection(event)'),
      value: page.entries.map(shown(world, prefer)),
      ...linkAfter(world, request, round, page.until),
    },
  };
};
