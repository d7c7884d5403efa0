import type { Connection } from '../../events/stored/connection.ts';
import type { OauthAttempt } from '../../events/stored/oauth-attempt.ts';
import type { Provider } from '../../events/stored/provider.ts';
import { PROVIDER_NAMES, providerOf } from '../domain/provider-of.ts';
import { HubError } from '../errors.ts';
import type { AuthorizationProvider } from '../ports/authorization-provider.ts';
import { isPassing, ProviderError } from '../ports/provider-error.ts';
import { attemptDue } from './attempt-due.ts';
import { ATTEMPT_LIFE_MS } from './attempt-life.ts';
import { attemptSecrets } from './attempt-secrets.ts';
import { stateHash, writeState } from './attempt-state.ts';
import type { ConnectionDeps } from './connection-deps.ts';
import { redirectUri } from './redirect-uri.ts';

const RETRY_SECONDS = 60;

/** What a user has decided about the connection that they are about to make. */
export interface Intent
  extends Pick<OauthAttempt, 'org' | 'userId' | 'platform' | 'returnUrl' | 'privacy' | 'replace'> {
  /** The one that is connected anew. */
  readonly account: Connection | undefined;
  readonly trace: string;
}

type Deps = Pick<ConnectionDeps, 'connections' | 'authorizations' | 'sealer' | 'clock' | 'ids' | 'publicUrl'>;

/** Nobody is asked to consent while the provider lets nobody of this hub in. */
const whereToConsent = async (
  { authorizations }: Deps,
  provider: Provider,
  request: Parameters<AuthorizationProvider['authorizeUrl']>[0],
): Promise<string> => {
  try {
    return await authorizations[provider].authorizeUrl(request);
  } catch (error) {
    if (!(error instanceof ProviderError && isPassing(error))) throw error;
    throw new HubError('provider_unavailable', {
      detail: `${PROVIDER_NAMES[provider]} does not let this hub in at the moment: try again later.`,
      retryAfterSeconds: error.retryAfterSeconds ?? RETRY_SECONDS,
      cause: error,
    });
  }
};

/** Stores an attempt and answers where its user consents. Of an account that lacks permissions only these are asked for. */
export const startAttempt =
  (deps: Deps) =>
  async ({ account, trace, ...intent }: Intent): Promise<{ authorizeUrl: string; expiresAt: string }> => {
    const provider = providerOf(intent.platform);
    const id = deps.ids.next('att');
    const [secret, codeVerifier] = [deps.ids.secret(), deps.ids.secret()];
    const expiresAt = new Date(deps.clock.now() + ATTEMPT_LIFE_MS).toISOString();
    const attempt: OauthAttempt = {
      v: 1,
      id,
      version: 1,
      step: 'started',
      stateHash: stateHash(secret),
      expiresAt,
      ...intent,
      ...(account && { connectionId: account.id }),
      sealed: await attemptSecrets(deps.sealer).sealVerifier(id, codeVerifier),
    };
    const authorizeUrl = await whereToConsent(deps, provider, {
      state: writeState(id, secret),
      codeVerifier,
      redirectUri: redirectUri(deps.publicUrl, provider),
      ...(account && { loginHint: account.accountLabel }),
      ...(account?.state === 'insufficient_scope' && { onlyScopes: account.missing }),
    });
    await deps.connections.commit({ attempt, due: [attemptDue(attempt, expiresAt, trace)] });
    return { authorizeUrl, expiresAt };
  };
