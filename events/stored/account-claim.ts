import * as z from 'zod';
import { utc } from '../fields.ts';
import { Provider } from './provider.ts';

/** An account belongs to one internal user: of an org (`CLAIM#google#<org>#<sub>`), or of the whole deployment (`CLAIM#zoom#<user id>`). */
export const AccountClaim = z.object({
  v: z.literal(1),
  provider: Provider,
  org: z.string(),
  accountKey: z.string(),
  userId: z.string(),
  connectionId: z.string(),
  since: utc,
  /** Moved to its user by an admin: until then they alone can connect it, once `connectionId`, which was `formerUserId`'s, is gone. */
  reservedUntil: utc.optional(),
  formerUserId: z.string().optional(),
});
export type AccountClaim = z.infer<typeof AccountClaim>;
