import * as z from 'zod';
import { utc } from '../fields.ts';

/**
 * What fills a host's time has changed, or is about to: their bookings that overlap it are judged anew. FIFO group = `group`, so that it is
 * looked at when the work has ended that announces it, or else the host. Ids and times, never copies of records.
 */
export const ConflictWork = z.object({
  v: z.literal(1),
  kind: z.literal('conflicts'),
  /** The feed whose worker announces it. */
  group: z.string().optional(),
  org: z.string(),
  userId: z.string(),
  from: utc,
  to: utc,
  /** Where the message before this one has stopped. */
  cursor: z.string().optional(),
  /** Whose due item asks for it as well. */
  owed: z.string().optional(),
  trace: z.string(),
});
export type ConflictWork = z.infer<typeof ConflictWork>;
