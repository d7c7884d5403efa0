import type { ProvisionWork } from '../../events/internal/provision-work.ts';
import type { Connection } from '../../events/stored/connection.ts';
import type { OauthAttempt } from '../../events/stored/oauth-attempt.ts';
import { connectedFeeds } from '../domain/connected-feeds.ts';
import { tokenKey } from '../tokens/token-key.ts';
import type { ConnectionDeps } from './connection-deps.ts';
import { dropFeed } from './drop-feed.ts';
import { giveBackTokens } from './give-back-tokens.ts';
import { stopPrevious } from './stop-previous.ts';

type Deps = Pick<ConnectionDeps, 'connections' | 'log'> &
  Parameters<typeof giveBackTokens>[0] &
  Parameters<typeof stopPrevious>[0] &
  Parameters<typeof dropFeed>[0];

type Work = Extract<ProvisionWork, { kind: 'connect' }>;

/** Nobody else knows of what this attempt was to take the place of: whatever the connection does not use by now goes. */
const dropPrevious = async (
  deps: Deps,
  { org, userId, connectionId: id }: Work,
  { previous }: OauthAttempt,
  present: Connection | undefined,
): Promise<void> => {
  if (previous === undefined) return;
  const used = present ? connectedFeeds(present).map(({ feedId }) => feedId) : [];
  for (const feedId of (previous.feedIds ?? [previous.feedId]).filter((one) => !used.includes(one))) {
    if (present) await stopPrevious(deps)(present, feedId);
    await dropFeed(deps)(feedId);
  }
  const isUsed = present !== undefined && tokenKey(present).epoch === previous.tokenEpoch;
  if (!isUsed) await deps.vault.remove({ org, userId, id, epoch: previous.tokenEpoch });
};

/**
 * The connection was disconnected or connected anew meanwhile: what nobody else will look for goes. Resolves to the attempt as it is
 * then; undefined: not all of it could.
 */
export const undoConnecting =
  (deps: Deps) =>
  async (work: Work, attempt: OauthAttempt): Promise<OauthAttempt | undefined> => {
    const { org, userId, connectionId, trace } = work;
    const { epoch } = attempt;
    const present = await deps.connections.read(org, userId, connectionId);
    await dropPrevious(deps, work, attempt, present);
    const isUsed = present !== undefined && tokenKey(present).epoch === epoch;
    // One that is being disconnected may have no token to give the grant back with: this one does it afterwards.
    if (isUsed) return present.state === 'disconnecting' ? undefined : attempt;
    if (epoch === undefined) return attempt;
    await deps.vault.remove({ org, userId, id: connectionId, epoch });
    const returned = await giveBackTokens(deps)(attempt, trace);
    return returned.isDone ? returned.attempt : undefined;
  };
