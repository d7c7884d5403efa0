import type { AccountClaim } from '../../events/stored/account-claim.ts';
import type { ConnectedCalendar, Connection } from '../../events/stored/connection.ts';
import type { Feed } from '../../events/stored/feed.ts';
import type { OauthAttempt } from '../../events/stored/oauth-attempt.ts';
import type { PerProvider, Provider } from '../../events/stored/provider.ts';
import { connectedFeeds } from '../domain/connected-feeds.ts';
import { knownCalendars } from '../domain/known-calendars.ts';
import { needsFeed } from '../domain/needs-feed.ts';
import { newFeed } from '../domain/new-feed.ts';
import { placeBookings } from '../domain/place-bookings.ts';

export interface Granted {
  readonly provider: Provider;
  readonly attempt: OauthAttempt & { readonly grant: NonNullable<OauthAttempt['grant']> };
  /** The user's connection of this account, if it is connected anew. */
  readonly before: Connection | undefined;
  readonly access: NonNullable<Connection['access']>;
  readonly required: readonly string[];
  readonly platforms: Connection['platforms'];
  /** Where this deployment keeps refresh tokens. */
  readonly vault: Connection['vault'];
  readonly id: string;
  readonly newFeedId: () => string;
  readonly at: string;
}

/** What stays over a reconnect: since when, and which numbers were handed out. */
const kept = (before: Connection | undefined, at: string) => ({
  version: (before?.version ?? 0) + 1,
  epoch: (before?.epoch ?? 0) + 1,
  fence: (before?.fence ?? 0) + 1,
  connectedAt: before?.connectedAt ?? at,
});

/** Google's alias, which an account's main calendar keeps whatever its address becomes, and our name for Microsoft's. Zoom's have none. */
const MAIN_CALENDAR: PerProvider<string> = { google: 'primary', microsoft: 'primary', zoom: '' };

/** As their user has chosen before, each read through a new feed. */
const calendarsOf = (
  { before, provider, newFeedId }: Pick<Granted, 'before' | 'provider' | 'newFeedId'>,
  connectionId: string,
  name: string,
): ConnectedCalendar[] => {
  const calendarId = MAIN_CALENDAR[provider];
  const known = before ?? { id: connectionId, accountLabel: name, calendarId, calendars: [] };
  return knownCalendars(known).map(({ feedId: _, ...calendar }) => ({
    ...calendar,
    ...(needsFeed(calendar) && { feedId: newFeedId() }),
  }));
};

const connectionOf = ({ attempt, before, access, required, ...granted }: Granted): Connection => {
  const { org, userId, privacy, grant } = attempt;
  const { accountKey, accountLabel, scopes, plan } = grant;
  const { provider, platforms, newFeedId, at } = granted;
  const numbers = kept(before, at);
  const id = before?.id ?? granted.id;
  const connection: Connection = {
    v: 1,
    id,
    org,
    userId,
    ...numbers,
    provider,
    accountKey,
    accountLabel,
    scopes,
    missing: required.filter((scope) => !scopes.includes(scope)),
    state: 'connecting',
    stateSince: at,
    platforms,
    privacy,
    tokenEpoch: numbers.epoch,
    feedId: '',
    calendarId: MAIN_CALENDAR[provider],
    calendars: [],
    dropped: [],
    vault: granted.vault,
    access,
    ...(plan && { plan }),
    ...(attempt.grantedAt !== undefined && { grantedAt: attempt.grantedAt }),
  };
  return placeBookings(connection, calendarsOf({ before, provider, newFeedId }, id, accountLabel));
};

/** The connection that a completed attempt makes, with its claim and the feeds that it will be read through. */
export const newConnection = (
  granted: Granted,
): { connection: Connection; claim: AccountClaim; feeds: Feed[] } => {
  const connection = connectionOf(granted);
  const { provider, org, accountKey, userId, id: connectionId, stateSince: since } = connection;
  return {
    connection,
    claim: { v: 1, provider, org, accountKey, userId, connectionId, since },
    feeds: connectedFeeds(connection).map((each) => newFeed(connection, each)),
  };
};
