import * as z from 'zod';
import { utc } from '../fields.ts';
import { Platform } from './org-settings.ts';

/** Behind the hash of a token that a request to connect was mailed with: it opens the request while that is its run's. */
export const ConnectLink = z.object({
  v: z.literal(1),
  org: z.string(),
  userId: z.string(),
  platform: Platform,
  runId: z.string(),
  expiresAt: utc,
});
export type ConnectLink = z.infer<typeof ConnectLink>;
