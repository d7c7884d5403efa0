import { setTimeout as pause } from 'node:timers/promises';
import type { OauthAttempt } from '../../events/stored/oauth-attempt.ts';
import type { Grant } from '../ports/authorization-provider.ts';
import { attemptDue } from './attempt-due.ts';
import { attemptSecrets } from './attempt-secrets.ts';
import type { ConnectionDeps } from './connection-deps.ts';

type Deps = Pick<ConnectionDeps, 'connections' | 'sealer' | 'clock' | 'log'>;

const GRACE_MS = 60_000;
const TRIES = 4;
const PAUSE_MS = 150;

/**
 * What was granted rests on the attempt from here on: whoever dies afterwards leaves it to the timer. Nobody else has these tokens, and
 * they may be all that is left of an account: so a store that fails is asked again.
 */
export const restTokens =
  (deps: Deps) =>
  async (attempt: OauthAttempt, grant: Grant, trace: string): Promise<OauthAttempt> => {
    const { refreshToken, accessToken, accessExpiresAt } = grant;
    const tokens = { accessToken, accessExpiresAt, ...(refreshToken !== undefined && { refreshToken }) };
    const now = deps.clock.now();
    const rested = {
      ...attempt,
      grantedAt: new Date(now).toISOString(),
      version: attempt.version + 1,
      sealed: await attemptSecrets(deps.sealer).sealTokens(attempt.id, tokens),
    };
    const due = [attemptDue(rested, new Date(now + GRACE_MS).toISOString(), trace)];
    for (let tried = 1; ; tried += 1) {
      try {
        await deps.connections.commit({ attempt: rested, due });
        return rested;
      } catch (error) {
        if (tried === TRIES) throw error;
        deps.log.error('connect.rest_failed', error, { requestId: trace });
        await pause(PAUSE_MS * tried);
      }
    }
  };
