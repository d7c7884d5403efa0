import * as z from 'zod';

/** Raised by every new account of a user, so that two that are completed at once cannot both be the one that is allowed. */
export const AccountRegister = z.object({
  v: z.literal(1),
  org: z.string(),
  userId: z.string(),
  version: z.number().int(),
});
export type AccountRegister = z.infer<typeof AccountRegister>;
