import * as z from 'zod';
import { utc } from '../fields.ts';
import { Sealed } from './connection.ts';
import { Platform, Privacy } from './org-settings.ts';

/** One try to connect. Its `state` names it and carries a secret; consumed once, before the code is exchanged. */
export const OauthAttempt = z.object({
  v: z.literal(1),
  id: z.string(),
  org: z.string(),
  userId: z.string(),
  version: z.number().int(),
  /** SHA-256 of the secret in `state`, hex. */
  stateHash: z.string(),
  platform: Platform,
  returnUrl: z.string(),
  privacy: Privacy,
  /** The connection that is reconnected or replaced. */
  connectionId: z.string().optional(),
  replace: z.boolean(),
  step: z.enum(['started', 'consumed', 'granted', 'completed', 'forgotten']),
  /** PKCE verifier until the exchange, then the tokens until a vault has them or the provider has them back. */
  sealed: Sealed.optional(),
  grant: z
    .object({
      accountKey: z.string(),
      accountLabel: z.string(),
      scopes: z.array(z.string()),
      plan: z.enum(['basic', 'licensed']).optional(),
    })
    .optional(),
  /** When the provider handed the tokens out: at some, they have ended all earlier ones. */
  grantedAt: utc.optional(),
  /** The connection of this account that lives on these tokens meanwhile, because they have ended its own: under which number its vault has them. */
  adopted: z
    .object({
      org: z.string(),
      userId: z.string(),
      connectionId: z.string(),
      tokenEpoch: z.number().int(),
      fence: z.number().int(),
    })
    .optional(),
  /** Of the connection that its completion made. */
  epoch: z.number().int().optional(),
  /** What a reconnect leaves behind and has to tidy away. */
  previous: z
    .object({ feedId: z.string(), feedIds: z.array(z.string()).optional(), tokenEpoch: z.number().int() })
    .optional(),
  expiresAt: utc,
});
export type OauthAttempt = z.infer<typeof OauthAttempt>;
