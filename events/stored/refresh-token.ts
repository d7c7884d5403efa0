import * as z from 'zod';
import { Sealed } from './connection.ts';

/**
 * A refresh token in the table: `USER#<org>#<userId>` / `TOKEN#<connection id>#<epoch>`. An item of its own, because what it says must not
 * travel with every read of its connection.
 */
export const RefreshToken = z.object({
  v: z.literal(1),
  org: z.string(),
  userId: z.string(),
  connectionId: z.string(),
  /** Under which it was granted. */
  epoch: z.number().int(),
  /** The fencing number under which it was obtained. */
  fence: z.number().int(),
  sealed: Sealed,
});
export type RefreshToken = z.infer<typeof RefreshToken>;
