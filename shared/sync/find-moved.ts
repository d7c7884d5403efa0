import type { Connection } from '../../events/stored/connection.ts';
import type { Feed } from '../../events/stored/feed.ts';
import { connectedFeeds } from '../domain/connected-feeds.ts';
import type { CalendarAccess, CalendarEvent } from '../ports/calendar-provider.ts';
import { ProviderError, type Verdict } from '../ports/provider-error.ts';
import type { SyncDeps } from './sync-deps.ts';
import { withToken } from './with-token.ts';

type Deps = Pick<SyncDeps, 'connections' | 'calendar' | 'tokens'>;

/** Where an event lies now. */
export interface Place {
  readonly connectionId: string;
  readonly feedId: string;
  readonly calendarId: string;
}

interface Lost {
  /** Where it lay until now. */
  readonly feed: Feed;
  readonly access: CalendarAccess;
  readonly iCalUid: string;
}

const isGone = (error: unknown): boolean => error instanceof ProviderError && error.verdict === 'gone';

/** What they say of an account would be taken for the account of the feed that is read. */
const OF_ITS_ACCOUNT = new Set<Verdict>(['final', 'scope', 'tenant', 'token']);

/** Its own feeds find out what is wrong with the other account; then it is left out here. */
const asPassing = (error: unknown): unknown =>
  error instanceof ProviderError && OF_ITS_ACCOUNT.has(error.verdict)
    ? new ProviderError('transient', { word: `other account: ${error.word}`, cause: error })
    : error;

const callAs = async <T>(
  { tokens }: Deps,
  { feed, access }: Lost,
  account: Connection,
  call: (accessToken: string) => Promise<T>,
): Promise<T> => {
  if (account.id === feed.connectionId) return call(access.accessToken);
  try {
    return await withToken(tokens)(account, call);
  } catch (error) {
    throw asPassing(error);
  }
};

/** A calendar that is gone itself has nothing. Whatever else fails throws: an event that could not be looked for is not gone. */
const lookIn = async (
  deps: Deps,
  lost: Lost,
  account: Connection,
  calendarId: string,
): Promise<CalendarEvent | undefined> => {
  try {
    return await callAs(deps, lost, account, (accessToken) =>
      deps.calendar.findByICalUid({ accessToken, calendarId }, lost.iCalUid),
    );
  } catch (error) {
    if (isGone(error)) return undefined;
    throw error;
  }
};

/** The account of the feed first, then its owner's others at the same provider; an access that is lost cannot be asked. */
const accountsOf = async ({ connections }: Deps, feed: Feed): Promise<readonly Connection[]> => {
  const all = await connections.ofUsers(feed.org, [feed.userId]);
  const own = all.find(({ id }) => id === feed.connectionId);
  const others = all.filter(({ id, provider }) => id !== own?.id && provider === own?.provider);
  return [...(own ? [own, ...others] : [])].filter(({ state }) => state === 'connected');
};

/**
 * Looks for an event in the other connected calendars of its owner, of all of their accounts. Throws ProviderError where one of them
 * cannot be asked now, never `final`, `scope`, `tenant` or `token` for another account than the feed's own.
 */
export const findMoved =
  (deps: Deps) =>
  async (lost: Lost): Promise<{ readonly place: Place; readonly event: CalendarEvent } | undefined> => {
    const accounts = await accountsOf(deps, lost.feed);
    const calendars = accounts.flatMap((account) =>
      connectedFeeds(account).map(({ feedId, calendarId }) => ({ account, feedId, calendarId })),
    );
    for (const { account, feedId, calendarId } of calendars.filter((each) => each.feedId !== lost.feed.id)) {
      const event = await lookIn(deps, lost, account, calendarId);
      if (event) return { place: { connectionId: account.id, feedId, calendarId }, event };
    }
    return undefined;
  };
