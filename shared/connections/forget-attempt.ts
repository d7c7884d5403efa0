import type { ProvisionWork } from '../../events/internal/provision-work.ts';
import type { OauthAttempt } from '../../events/stored/oauth-attempt.ts';
import type { Refusal } from '../../events/stored/refusal.ts';
import { providerOf } from '../domain/provider-of.ts';
import { attemptSecrets } from './attempt-secrets.ts';
import type { ConnectionDeps } from './connection-deps.ts';
import { revokeUnlessClaimed } from './revoke-unless-claimed.ts';

type Deps = Pick<ConnectionDeps, 'connections' | 'authorizations' | 'sealer' | 'log'>;

/** The tokens of a forgotten attempt go back, then they are wiped; while the provider is out of reach its timer goes on. */
const giveBack = async (deps: Deps, attempt: OauthAttempt, trace: string): Promise<void> => {
  const { sealed: _, grant, ...kept } = attempt;
  const tokens = await attemptSecrets(deps.sealer).tokens(attempt);
  const { org } = attempt;
  const isDone =
    !(tokens && grant) ||
    (await revokeUnlessClaimed(deps)({
      provider: providerOf(attempt.platform),
      org,
      accountKey: grant.accountKey,
      token: tokens.refreshToken,
      trace,
    }));
  if (isDone)
    await deps.connections.commit({
      attempt: { ...kept, version: attempt.version + 1 },
      removeDue: [{ kind: 'attempt', owner: attempt.id }],
    });
};

/** Ends an attempt and gives its tokens back; false when it has gone on meanwhile. */
export const wipeAttempt =
  (deps: Deps) =>
  async (attempt: OauthAttempt, trace: string, refusal?: Refusal): Promise<boolean> => {
    const { sealed, ...kept } = attempt;
    const forgotten: OauthAttempt = {
      ...kept,
      version: attempt.version + 1,
      step: 'forgotten',
      ...(sealed && attempt.step === 'granted' && { sealed }),
    };
    const { outcome } = await deps.connections.commit({
      attempt: forgotten,
      ...(refusal && { refusal }),
    });
    if (outcome !== 'committed') return false;
    await giveBack(deps, forgotten, trace);
    return true;
  };

/** Undoes what was not completed in time. */
export const forgetAttempt =
  (deps: Deps) =>
  async ({ attemptId, trace }: Extract<ProvisionWork, { kind: 'forget_attempt' }>): Promise<void> => {
    const attempt = await deps.connections.attempt(attemptId);
    if (attempt === undefined) {
      await deps.connections.commit({ removeDue: [{ kind: 'attempt', owner: attemptId }] });
      return;
    }
    if (attempt.step === 'forgotten') return giveBack(deps, attempt, trace);
    // A completed one is finished by its own message.
    if (attempt.step !== 'completed') await wipeAttempt(deps)(attempt, trace);
  };
