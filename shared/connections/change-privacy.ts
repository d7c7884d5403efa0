import type { Connection } from '../../events/stored/connection.ts';
import type { Due } from '../../events/stored/due.ts';
import type { Feed } from '../../events/stored/feed.ts';
import type { Privacy } from '../../events/stored/org-settings.ts';
import type { Actor } from '../../events/stored/transition.ts';
import { connectedFeeds } from '../domain/connected-feeds.ts';
import { HubError } from '../errors.ts';
import { newTransition } from '../history/new-transition.ts';
import { untilWritten } from '../people/until-written.ts';
import type { Clock } from '../ports/clock.ts';
import type { Connections } from '../ports/connections.ts';
import type { Feeds } from '../ports/feeds.ts';
import type { Ids } from '../ports/ids.ts';
import type { Log } from '../ports/log.ts';
import type { Queues } from '../ports/queues.ts';

interface Deps {
  readonly connections: Pick<Connections, 'read' | 'commit'>;
  readonly feeds: Feeds;
  readonly queues: Queues;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
}

interface Change {
  readonly connection: Pick<Connection, 'org' | 'userId' | 'id'>;
  readonly privacy: Privacy;
  readonly actor: Actor;
  readonly trace: string;
  /** Throws if what the person has seen is true no more; asked after what is written upon was read. */
  readonly check?: () => Promise<void>;
}

/** The first read is asked for directly; this is for when that message is lost. */
const GRACE_MS = 30_000;

const changeable = (present: Connection | undefined): Connection => {
  if (present === undefined)
    throw new HubError('not_found', { detail: 'You have no such account connected.' });
  if (present.state === 'connecting' || present.state === 'disconnecting')
    throw new HubError('busy', {
      retryAfterSeconds: 5,
      detail: 'The account is being connected or disconnected: try again in a moment.',
    });
  return present;
};

const withPrivacy = (present: Connection, privacy: Privacy): Connection => ({
  ...present,
  version: present.version + 1,
  tokenEpoch: present.tokenEpoch ?? present.epoch,
  epoch: present.epoch + 1,
  privacy,
});

/** Nothing that was imported before is read by anybody any more; whoever is reading now for the old epoch undoes it. */
const begunAnew = (feed: Feed, { epoch, privacy }: Connection): Feed => {
  const { generation, reading, cursor: _, readTo: __, sweepAt: ___, stale = [], ...rest } = feed;
  const left = [generation, reading?.generation].filter((one) => one !== undefined);
  return { ...rest, version: feed.version + 1, epoch, privacy, stale: [...stale, ...left] };
};

const readSoon = ({ id, version }: Feed, now: number, trace: string): Due => {
  const dueAt = new Date(now + GRACE_MS).toISOString();
  const body = { v: 1, kind: 'changes', feedId: id, cause: 'due', noticedAt: dueAt, trace } as const;
  return { v: 1, kind: 'feed', owner: id, version, dueAt, messages: [{ queue: 'sync', body }] };
};

const feedsOf = async ({ feeds }: Deps, connection: Connection): Promise<Feed[]> => {
  const found = await Promise.all(connectedFeeds(connection).map(({ feedId }) => feeds.read(feedId)));
  return found.filter((feed) => feed !== undefined);
};

const commit = async (deps: Deps, change: Change): Promise<readonly Feed[] | undefined> => {
  const {
    connection: { org, userId, id },
    privacy,
    actor,
    trace,
  } = change;
  const present = changeable(await deps.connections.read(org, userId, id));
  await change.check?.();
  const before = await feedsOf(deps, present);
  if (present.privacy === privacy) return before;
  const connection = withPrivacy(present, privacy);
  const feeds = before.map((feed) => begunAnew(feed, connection));
  const { outcome } = await deps.connections.commit({
    connection,
    feeds,
    due: feeds.map((feed) => readSoon(feed, deps.clock.now(), trace)),
    transition: newTransition(deps, { org, type: 'connection.privacy', subject: id, userId, actor, trace }),
  });
  return outcome === 'committed' ? feeds : undefined;
};

/** The feed remembers them until they are swept once more: a read under way may still be writing to them. */
const purge = async ({ feeds }: Deps, { id, stale = [] }: Feed): Promise<void> => {
  for (const generation of stale) await feeds.removeAllEvents(id, generation);
};

const readAnew = async (deps: Deps, feeds: readonly Feed[], trace: string): Promise<void> => {
  const unread = feeds.filter(({ generation }) => generation === undefined);
  try {
    await deps.queues.send(
      unread.map(({ id: feedId }) => ({
        queue: 'sync',
        body: { v: 1, kind: 'window', feedId, generation: deps.ids.next('gen'), trace },
      })),
    );
  } catch (error) {
    // The feed's own timer asks for it within a minute.
    deps.log.error('privacy.enqueue_failed', error, { requestId: trace });
  }
};

/**
 * Changes what of a calendar is kept. Everything imported under the former privacy is deleted when this resolves, and the calendar
 * read anew; until that has happened its busy time is unknown. Safe to repeat: a repetition finishes what a crash left.
 */
export const changePrivacy =
  (deps: Deps) =>
  async (change: Change): Promise<void> => {
    const feeds = await untilWritten(() => commit(deps, change));
    for (const feed of feeds) await purge(deps, feed);
    await readAnew(deps, feeds, change.trace);
  };
