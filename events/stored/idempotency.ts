import * as z from 'zod';
import { utc } from '../fields.ts';

/** Written in the effect's own transaction: one key names one effect for 24 hours. */
export const Idempotency = z.object({
  v: z.literal(1),
  /** Hash of org, caller, route and key. */
  key: z.string(),
  bodyHash: z.string(),
  resource: z.string(),
  expiresAt: utc,
});
export type Idempotency = z.infer<typeof Idempotency>;
