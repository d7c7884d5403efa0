import type { ProviderNews } from '../../events/internal/provider-news.ts';
import type { Connection } from '../../events/stored/connection.ts';
import type { Connections } from '../ports/connections.ts';
import type { Dues } from '../ports/dues.ts';
import type { Log } from '../ports/log.ts';
import type { Queues } from '../ports/queues.ts';

export interface AccountNewsDeps {
  readonly connections: Pick<Connections, 'read' | 'claim'>;
  readonly dues: Pick<Dues, 'put'>;
  readonly queues: Queues;
  readonly log: Log;
}

type News = Extract<ProviderNews, { kind: 'account_news' }>;

/** Zoom wants the data of a user gone ten days after they removed the app: a day is left for the disconnect itself. */
const KEPT_MS = 9 * 86_400_000;

const find = async (
  { connections }: Pick<AccountNewsDeps, 'connections'>,
  { provider, accountKey }: News,
): Promise<Connection | undefined> => {
  // Claimed over the whole deployment: the news name no org.
  const claim = await connections.claim(provider, '', accountKey);
  return claim && (await connections.read(claim.org, claim.userId, claim.connectionId));
};

/** Told before or after it is noticed, it begins the same term. */
const beginTerm = async ({ dues }: AccountNewsDeps, connection: Connection, since: string, trace: string) => {
  const { org, userId, id: connectionId } = connection;
  const body = { v: 1, kind: 'deauthorized', org, userId, connectionId, since, trace } as const;
  await dues.put({
    v: 1,
    kind: 'deauthorized',
    owner: connectionId,
    version: 1,
    dueAt: new Date(Date.parse(since) + KEPT_MS).toISOString(),
    messages: [{ queue: 'provision', body }],
  });
};

const LEAVING = new Set<Connection['state']>(['connecting', 'disconnecting']);

/**
 * What a provider tells of an account is a hint: the account's worker asks whether it still lets us in. A removal of our app from before
 * the last consent is over, and one that our own leaving has caused is nothing new.
 */
export const accountNews =
  (deps: AccountNewsDeps) =>
  async (news: News): Promise<void> => {
    const { deauthorizedAt, trace } = news;
    const connection = await find(deps, news);
    if (connection === undefined || LEAVING.has(connection.state))
      return deps.log.info('account_news.unknown', { trace });
    const { org, userId, id: connectionId, grantedAt, connectedAt } = connection;
    if (deauthorizedAt !== undefined) {
      if (deauthorizedAt < (grantedAt ?? connectedAt))
        return deps.log.info('account_news.over', { connectionId, trace });
      await beginTerm(deps, connection, deauthorizedAt, trace);
    }
    const body = { v: 1, kind: 'probe', org, userId, connectionId, trace } as const;
    await deps.queues.send([{ queue: 'provision', body }]);
  };
