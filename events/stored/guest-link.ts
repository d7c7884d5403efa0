import * as z from 'zod';
import { utc } from '../fields.ts';

/** Behind the hash of a mailed token. Every mail carries a fresh token; all of a guest's tokens open the same pages. */
export const GuestLink = z.object({
  v: z.literal(1),
  org: z.string(),
  bookingId: z.string(),
  guestId: z.string(),
  /** 30 days after the meeting, as known when the mail was sent. */
  expiresAt: utc,
});
export type GuestLink = z.infer<typeof GuestLink>;
