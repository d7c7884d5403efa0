import * as z from 'zod';
import { utc } from '../fields.ts';
import { Platform } from './org-settings.ts';

export const RequestAction = z.enum(['invite', 'request-reconnect']);
export type RequestAction = z.infer<typeof RequestAction>;

/**
 * An admin asks a user to connect a platform: the latest such request, which makes the links of earlier ones void.
 * It goes when the user has connected, and so do its links.
 */
export const ConnectRequest = z.object({
  v: z.literal(1),
  org: z.string(),
  userId: z.string(),
  platform: Platform,
  /** The run that asked. */
  runId: z.string(),
  action: RequestAction,
  /** The admin who asked; empty where it was none of ours. */
  by: z.string(),
  /** An administrator at the provider has let in whom it kept out before. */
  approved: z.literal(true).optional(),
  /** The run of an earlier request whose link goes on working: its user is only told that the way is open now. */
  follows: z.string().optional(),
  version: z.number().int(),
  createdAt: utc,
  expiresAt: utc,
  /** Its mail is being sent by somebody, who is believed to be alive until then. */
  sending: z.object({ until: utc }).optional(),
  /** What became of its mail; absent = owed. */
  mail: z.object({ state: z.enum(['sent', 'failed']), at: utc, reason: z.string().optional() }).optional(),
});
export type ConnectRequest = z.infer<typeof ConnectRequest>;
