import * as z from 'zod';
import type { OauthAttempt } from '../../events/stored/oauth-attempt.ts';
import type { Sealer } from '../ports/sealer.ts';

const Tokens = z.object({
  /** Absent when the provider did not hand out one. */
  refreshToken: z.string().optional(),
  accessToken: z.string(),
  accessExpiresAt: z.string(),
});
export type AttemptTokens = z.infer<typeof Tokens>;

const contextOf = (attemptId: string, what: 'verifier' | 'tokens'): string =>
  JSON.stringify(['attempt', attemptId, what]);

/** What rests on an attempt: the PKCE verifier until the exchange, the tokens until the vault has them or the provider has them back. */
export const attemptSecrets = (sealer: Sealer) => ({
  sealVerifier: (attemptId: string, verifier: string) =>
    sealer.seal(verifier, contextOf(attemptId, 'verifier')),
  sealTokens: (attemptId: string, tokens: AttemptTokens) =>
    sealer.seal(JSON.stringify(tokens), contextOf(attemptId, 'tokens')),
  verifier: async ({ id, step, sealed }: OauthAttempt): Promise<string | undefined> =>
    step === 'started' && sealed ? sealer.open(sealed, contextOf(id, 'verifier')) : undefined,
  tokens: async ({ id, step, sealed }: OauthAttempt): Promise<AttemptTokens | undefined> =>
    step !== 'started' && sealed
      ? Tokens.parse(JSON.parse(await sealer.open(sealed, contextOf(id, 'tokens'))))
      : undefined,
});
