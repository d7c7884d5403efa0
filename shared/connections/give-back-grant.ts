import type { Connection } from '../../events/stored/connection.ts';
import type { PerProvider } from '../../events/stored/provider.ts';
import type { DisconnectProgress } from '../../events/stored/run.ts';
import { untilWritten } from '../people/until-written.ts';
import type { AccessTokens } from '../ports/access-tokens.ts';
import type { AuthorizationProvider } from '../ports/authorization-provider.ts';
import type { Clock } from '../ports/clock.ts';
import type { Connections } from '../ports/connections.ts';
import { isPassing, ProviderError } from '../ports/provider-error.ts';
import type { StoredToken, TokenVault } from '../ports/token-vault.ts';
import { withToken } from '../sync/with-token.ts';
import { tokenKey } from '../tokens/token-key.ts';
import { keepProgress, RunTaken } from './keep-progress.ts';
import type { Leaving } from './leaving.ts';

interface Deps {
  readonly connections: Pick<Connections, 'read' | 'commit' | 'claimedElsewhere'>;
  readonly authorizations: PerProvider<Pick<AuthorizationProvider, 'revoke' | 'revokesBy'>>;
  readonly tokens: AccessTokens;
  readonly vault: TokenVault;
  readonly clock: Clock;
}

const PATIENCE_MS = 24 * 3_600_000;

/** The provider knows nothing of the grant any more. */
const isDead = ({ verdict }: ProviderError): boolean => verdict === 'final' || verdict === 'token';

/** An access token comes from where all do: what a refresh brings on the way is stored, so whoever dies here is followed by one who can go on. */
const giveBack = (
  { authorizations, tokens }: Deps,
  { connection }: Leaving,
  { refreshToken }: StoredToken,
): Promise<void> => {
  const { revokesBy, revoke } = authorizations[connection.provider];
  return revokesBy === 'refresh_token' ? revoke(refreshToken) : withToken(tokens)(connection, revoke);
};

const revoke = async (deps: Deps, leaving: Leaving, stored: StoredToken): Promise<'revoked' | 'unknown'> => {
  try {
    await giveBack(deps, leaving, stored);
    return 'revoked';
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    if (isDead(error)) return 'revoked';
    const age = deps.clock.now() - Date.parse(leaving.run.startedAt);
    if (isPassing(error) && age < PATIENCE_MS) throw error;
    return 'unknown';
  }
};

/**
 * From here on nobody relies on this account, or somebody does and then nothing is given back: whoever consents anew writes the same
 * item.
 */
const isRenewed = ({ connections }: Deps, { connection, run }: Leaving): Promise<boolean> =>
  untilWritten(async () => {
    const { org, userId, id } = connection;
    const present = await connections.read(org, userId, id);
    if (present === undefined || present.runId !== run.id) throw new RunTaken();
    if (present.grant !== undefined) return present.grant === 'kept';
    const ending: Connection = { ...present, version: present.version + 1, grant: 'ending' };
    return (await connections.commit({ connection: ending })).outcome === 'committed' ? false : undefined;
  });

/** Where nothing can be revoked, to forget the tokens is all that can be done. */
const tryRevoke = async (deps: Deps, leaving: Leaving, stored: StoredToken) =>
  deps.authorizations[leaving.connection.provider].revokesBy === 'nothing'
    ? 'stands'
    : revoke(deps, leaving, stored);

/** A provider takes back everything that the account has granted to us, so not while another org lives on it. */
const outcomeOf = async (deps: Deps, leaving: Leaving): Promise<NonNullable<DisconnectProgress['grant']>> => {
  const { org, provider, accountKey } = leaving.connection;
  const stored = await deps.vault.get(tokenKey(leaving.connection));
  if (stored === undefined) return 'unknown';
  if (await deps.connections.claimedElsewhere(provider, org, accountKey)) return 'shared';
  if (await isRenewed(deps, leaving)) return 'renewed';
  return tryRevoke(deps, leaving, stored);
};

/** The refresh token goes last; what became of the grant is written down before it does. */
export const giveBackGrant =
  (deps: Deps) =>
  async (leaving: Leaving): Promise<Leaving> => {
    const { progress } = leaving;
    if (progress.grant === undefined) {
      const grant = await outcomeOf(deps, leaving);
      return keepProgress(deps)(leaving, { progress: { ...progress, grant } });
    }
    await deps.vault.remove(tokenKey(leaving.connection));
    return leaving;
  };
