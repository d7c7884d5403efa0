import * as z from 'zod';
import { instant, paragraph } from '../fields.ts';

/** `/b/{token}…`: a token of any shape is looked up; one that nobody has is a page in words, not a field error. */
export const GuestPageParams = z.strictObject({ token: z.string() });

/** Mail clients and trackers add parameters to links: none of them means anything here. */
export const GuestPageQuery = z.record(z.string(), z.unknown());

/** `POST /b/{token}/cancel`: a pressed button (form) or JSON. */
export const GuestCancel = z
  .strictObject({
    reason: paragraph(1000).optional(),
    /** The start that the page showed: what has moved since is shown anew and not cancelled unseen. */
    seen: instant.optional(),
  })
  .optional();

/** What a guest may know of their meeting, as JSON. */
export const GuestBooking = z.object({
  title: z.string(),
  start: z.string(),
  end: z.string(),
  zone: z.string(),
  status: z.enum(['confirmed', 'cancelled', 'declined']),
  hosts: z.array(z.string()),
  place: z.string().optional(),
  joinUrl: z.string().optional(),
});
export type GuestBooking = z.infer<typeof GuestBooking>;

/** `GET /b/{token}` and `GET /b/{token}/cancel`, as JSON. */
export const GuestPage = z.object({ booking: GuestBooking, canCancel: z.boolean() });

/** What came of `POST /b/{token}/cancel`: the meeting, or their part in it. */
export const GuestCancelled = z.object({ status: z.enum(['cancelled', 'declined']) });
