import type { OauthAttempt } from '../../events/stored/oauth-attempt.ts';
import { providerOf } from '../domain/provider-of.ts';
import { attemptSecrets } from './attempt-secrets.ts';
import { isStateOf, parseState } from './attempt-state.ts';
import type { ConnectionDeps } from './connection-deps.ts';

type Deps = Pick<ConnectionDeps, 'connections' | 'sealer' | 'clock'>;

export interface Consumed {
  readonly attempt: OauthAttempt;
  readonly verifier: string;
}

/** The attempt behind a state that we wrote for this provider, whatever became of it. */
export const findAttempt = async (
  deps: Deps,
  provider: string,
  state: string | undefined,
): Promise<OauthAttempt | undefined> => {
  const named = parseState(state);
  const found = named && (await deps.connections.attempt(named.attemptId));
  // A code of one provider is of no use at another.
  const isOurs = found && providerOf(found.platform) === provider && isStateOf(named.secret, found.stateHash);
  return isOurs ? found : undefined;
};

/** Consumes an attempt, once, before anything is done with the code. */
export const consumeAttempt = async (deps: Deps, found: OauthAttempt): Promise<Consumed | undefined> => {
  const verifier = await attemptSecrets(deps.sealer).verifier(found);
  if (verifier === undefined || Date.parse(found.expiresAt) <= deps.clock.now()) return undefined;
  const { sealed: _, ...kept } = found;
  const attempt: OauthAttempt = { ...kept, version: found.version + 1, step: 'consumed' };
  const { outcome } = await deps.connections.commit({ attempt });
  return outcome === 'committed' ? { attempt, verifier } : undefined;
};
