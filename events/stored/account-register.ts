import * as z from 'zod';

/**
 * Raised by every new account of a user, so that two that are completed at once cannot both be the one that is allowed, and by every run
 * that reads their calendars, so that two clicks begin one.
 */
export const AccountRegister = z.object({
  v: z.literal(1),
  org: z.string(),
  userId: z.string(),
  version: z.number().int(),
  /** By provider: the last run that read its calendars. */
  syncs: z.record(z.string(), z.string()).optional(),
});
export type AccountRegister = z.infer<typeof AccountRegister>;
