import * as z from 'zod';
import { userId } from '../fields.ts';
import { Platform } from '../stored/org-settings.ts';

/** `POST /v1/admin/account-claims/transfer`: both are internal user ids of the caller's org. */
export const ClaimTransfer = z.strictObject({ platform: Platform, from: userId, to: userId });

/** `runs` take the old connections down; the new user has 30 days to connect `transferred` accounts, and may at once. */
export const ClaimTransferred = z.object({
  platform: Platform,
  from: z.string(),
  to: z.string(),
  transferred: z.number().int(),
  runs: z.array(z.string()),
});
