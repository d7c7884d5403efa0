import type { OauthAttempt } from '../../events/stored/oauth-attempt.ts';

export const ATTEMPT_LIFE_MS = 15 * 60_000;

/** When an attempt began, as a UTC instant. */
export const attemptStart = ({ expiresAt }: Pick<OauthAttempt, 'expiresAt'>): string =>
  new Date(Date.parse(expiresAt) - ATTEMPT_LIFE_MS).toISOString();
