import type { ConnectedCalendar, Connection } from '../../events/stored/connection.ts';
import type { Due, QueuedWork } from '../../events/stored/due.ts';
import type { Feed } from '../../events/stored/feed.ts';
import { connectedFeeds } from '../domain/connected-feeds.ts';
import { hostJudging, hostJudgingDue } from '../domain/host-judging.ts';
import { newFeed } from '../domain/new-feed.ts';
import { owesSettling, readCalendars } from '../domain/read-calendars.ts';
import { sameValue } from '../domain/same-value.ts';
import { switchFeed } from '../domain/switch-feed.ts';
import { untilWritten } from '../people/until-written.ts';
import type { Clock } from '../ports/clock.ts';
import type { Connections } from '../ports/connections.ts';
import type { Feeds } from '../ports/feeds.ts';
import type { Ids } from '../ports/ids.ts';
import type { Log } from '../ports/log.ts';
import type { Queues } from '../ports/queues.ts';
import { readingDue, settlingDue } from './calendar-debts.ts';

export interface CalendarDeps {
  readonly connections: Pick<Connections, 'read' | 'ofUser' | 'commit'>;
  readonly feeds: Feeds;
  readonly queues: Queues;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log?: Log;
}

/** New calendars of some of a user's connections, by connection id; those that are not mentioned stay as they are. */
export type Chosen = ReadonlyMap<string, readonly ConnectedCalendar[]>;

interface Whose {
  readonly org: string;
  readonly userId: string;
  readonly trace: string;
}

interface Step {
  readonly connection: Connection;
  readonly made: readonly Feed[];
  readonly switched: readonly Feed[];
}

/** What the feeds of a connection become: new ones, and those that import from now on or no longer do. */
const stepOf = async (
  { feeds, ids }: CalendarDeps,
  before: Connection,
  calendars: readonly ConnectedCalendar[],
): Promise<Step> => {
  const connection = {
    ...readCalendars(before, calendars, () => ids.feed()),
    version: before.version + 1,
  };
  const known = new Map(connectedFeeds(before).map((each) => [each.feedId, each]));
  const made: Feed[] = [];
  const switched: Feed[] = [];
  for (const each of connectedFeeds(connection)) {
    const past = known.get(each.feedId);
    if (past === undefined) made.push(newFeed(connection, each));
    const feed = past && past.busy !== each.busy ? await feeds.read(each.feedId) : undefined;
    if (feed && feed.imports !== each.busy) switched.push(switchFeed(feed, each.busy, ids.next('gen')));
  }
  return { connection, made, switched };
};

const begins = ({ made, switched }: Step): Feed[] => [...made, ...switched.filter(({ imports }) => imports)];

/** What lay in them is in nobody's way any more. */
const judgingsOf = ({ switched }: Step, trace: string): Parameters<typeof hostJudgingDue>[0][] =>
  switched
    .filter(({ imports }) => !imports)
    .map(({ org, userId, id, version }) => ({ org, userId, owed: `${id}.${version}`, trace }));

const duesOf = (steps: readonly Step[], now: number, trace: string): Due[] =>
  steps.flatMap((step) => [
    ...begins(step).map((feed) => readingDue(feed, { now, trace })),
    ...judgingsOf(step, trace).map((asked) => hostJudgingDue(asked, now)),
    ...(owesSettling(step.connection) ? [settlingDue(step.connection, { now, trace })] : []),
  ]);

const messagesOf = (deps: CalendarDeps, steps: readonly Step[], trace: string): QueuedWork[] =>
  steps.flatMap((step) => [
    ...step.made.map(
      ({ id: feedId }): QueuedWork => ({ queue: 'sync', body: { v: 1, kind: 'watch', feedId, trace } }),
    ),
    ...begins(step).map(({ id: feedId }): QueuedWork => {
      const generation = deps.ids.next('gen');
      return { queue: 'sync', body: { v: 1, kind: 'window', feedId, generation, trace } };
    }),
    ...judgingsOf(step, trace).map((asked) => hostJudging(asked, deps.clock.now())),
    ...(owesSettling(step.connection) ? settlingDue(step.connection, { now: 0, trace }).messages : []),
  ]);

/** At once what the committed debts would bring within a minute: nothing here may fail the request. */
const follow = async (deps: CalendarDeps, steps: readonly Step[], trace: string): Promise<void> => {
  try {
    const messages = messagesOf(deps, steps, trace);
    if (messages.length > 0) await deps.queues.send(messages);
    for (const { id, stale = [], imports } of steps.flatMap(({ switched }) => switched))
      for (const generation of imports ? [] : stale) await deps.feeds.removeAllEvents(id, generation);
  } catch (error) {
    deps.log?.error('calendars.follow_failed', error, { requestId: trace });
  }
};

const commit = async (
  deps: CalendarDeps,
  { org, userId, trace }: Whose,
  choose: (own: readonly Connection[]) => Chosen,
): Promise<{ own: readonly Connection[]; steps: readonly Step[] } | undefined> => {
  const own = await deps.connections.ofUser(org, userId);
  const chosen = choose(own);
  const steps: Step[] = [];
  for (const before of own) {
    const calendars = chosen.get(before.id);
    if (calendars) steps.push(await stepOf(deps, before, calendars));
  }
  const isNews = steps.some(
    ({ connection }) =>
      !sameValue(connection.calendars, own.find(({ id }) => id === connection.id)?.calendars),
  );
  if (!isNews) return { own, steps: [] };
  const { outcome } = await deps.connections.commit({
    connections: steps.map(({ connection }) => connection),
    feeds: steps.flatMap(({ made, switched }) => [...made, ...switched]),
    due: duesOf(steps, deps.clock.now(), trace),
  });
  const after = own.map(
    (each) => steps.find(({ connection }) => connection.id === each.id)?.connection ?? each,
  );
  return outcome === 'committed' ? { own: after, steps } : undefined;
};

/**
 * Changes how a user's calendars are used; `choose` sees their connections as they are, and again after every lost race, and may
 * throw. Feeds, their first reads and whatever is owed for those that go are committed with it. Resolves to the connections then.
 */
export const changeCalendars =
  (deps: CalendarDeps) =>
  async (whose: Whose, choose: (own: readonly Connection[]) => Chosen): Promise<readonly Connection[]> => {
    const { own, steps } = await untilWritten(() => commit(deps, whose, choose));
    await follow(deps, steps, whose.trace);
    return own;
  };
