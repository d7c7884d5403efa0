import type { AccountClaim } from '../../events/stored/account-claim.ts';
import type { Connection } from '../../events/stored/connection.ts';
import type { Feed } from '../../events/stored/feed.ts';
import type { OauthAttempt } from '../../events/stored/oauth-attempt.ts';

export interface Granted {
  readonly attempt: OauthAttempt & { readonly grant: NonNullable<OauthAttempt['grant']> };
  /** The user's connection of this account, if it is connected anew. */
  readonly before: Connection | undefined;
  readonly access: NonNullable<Connection['access']>;
  readonly required: readonly string[];
  readonly platforms: Connection['platforms'];
  readonly id: string;
  readonly feedId: string;
  readonly at: string;
}

/** What stays over a reconnect: since when, and which numbers were handed out. */
const kept = (before: Connection | undefined, at: string) => ({
  version: (before?.version ?? 0) + 1,
  epoch: (before?.epoch ?? 0) + 1,
  fence: (before?.fence ?? 0) + 1,
  connectedAt: before?.connectedAt ?? at,
});

const feedOf = ({ feedId, org, userId, id, epoch, calendarId, privacy }: Connection): Feed => ({
  v: 1,
  id: feedId,
  version: 1,
  org,
  userId,
  connectionId: id,
  epoch,
  attempts: 0,
  platform: 'google_calendar',
  calendarId,
  privacy,
});

const connectionOf = ({ attempt, before, access, required, ...granted }: Granted): Connection => {
  const { org, userId, privacy, grant } = attempt;
  const { accountKey, accountLabel, scopes } = grant;
  const { platforms, feedId, at } = granted;
  const numbers = kept(before, at);
  return {
    v: 1,
    id: before?.id ?? granted.id,
    org,
    userId,
    ...numbers,
    provider: 'google',
    accountKey,
    accountLabel,
    scopes,
    missing: required.filter((scope) => !scopes.includes(scope)),
    state: 'connecting',
    stateSince: at,
    platforms,
    privacy,
    tokenEpoch: numbers.epoch,
    feedId,
    calendarId: 'primary',
    vault: 'secrets-manager',
    access,
  };
};

/** The connection that a completed attempt makes, with its claim and the feed that it will be read through. */
export const newConnection = (
  granted: Granted,
): { connection: Connection; claim: AccountClaim; feed: Feed } => {
  const connection = connectionOf(granted);
  const { org, accountKey, userId, id: connectionId, stateSince: since } = connection;
  return {
    connection,
    claim: { v: 1, provider: 'google', org, accountKey, userId, connectionId, since },
    feed: feedOf(connection),
  };
};
