import * as z from 'zod';
import { ianaZone, instant, paragraph } from '../fields.ts';
import { Rsvp } from '../stored/booking.ts';

/** `/b/{token}…`: a token of any shape is looked up; one that nobody has is a page in words, not a field error. */
export const GuestPageParams = z.strictObject({ token: z.string() });

/** Mail clients and trackers add parameters to links: none of them means anything here. */
export const GuestPageQuery = z.record(z.string(), z.unknown());

/** How a page shows its times: from which day on, in which zone. Programs are told where it is neither; what links are decorated with means nothing. */
export const GuestLook = z.object({
  zone: ianaZone.optional(),
  from: z.iso.date('must be a date such as 2027-01-04').optional(),
});

/** `POST /b/{token}/cancel`: a pressed button (form) or JSON. */
export const GuestCancel = z
  .strictObject({
    reason: paragraph(1000).optional(),
    /** The start that the page showed: what has moved since is shown anew and not cancelled unseen. */
    seen: instant.optional(),
  })
  .optional();

/** `POST /b/{token}/rsvp`: one of the buttons, or JSON. */
export const GuestAnswer = z.strictObject({ answer: Rsvp.exclude(['needs_action']) });
export type GuestAnswer = z.infer<typeof GuestAnswer>;

/** `POST /b/{token}/reschedule`: a pressed button (form) or JSON. */
export const GuestMove = z.strictObject({
  /** One of the starts that are offered; the length stays. */
  start: instant,
  reason: paragraph(1000).optional(),
  /** The start that the page showed: what has moved since is shown anew and not moved unseen. */
  seen: instant.optional(),
  ...GuestLook.shape,
});
export type GuestMove = z.infer<typeof GuestMove>;

/** The form may come without a chosen time: the page says so. How it showed its times is not heeded where it means nothing. */
export const GuestMoveForm = GuestMove.partial({ start: true }).extend({
  zone: z.string().max(64).optional(),
  from: z.string().max(10).optional(),
});
export type GuestMoveForm = z.infer<typeof GuestMoveForm>;

/** What a guest may know of their meeting, as JSON. */
export const GuestBooking = z.object({
  title: z.string(),
  start: z.string(),
  end: z.string(),
  zone: z.string(),
  status: z.enum(['draft', 'confirmed', 'cancelled', 'declined']),
  /** Until when a draft is held for them. */
  holdUntil: z.string().optional(),
  hosts: z.array(z.string()),
  /** Whom they brought along, by name; other guests are nobody to a guest. */
  guests: z.array(z.string()).optional(),
  answer: Rsvp,
  place: z.string().optional(),
  joinUrl: z.string().optional(),
});
export type GuestBooking = z.infer<typeof GuestBooking>;

/** `GET` of a guest's pages, as JSON. */
export const GuestPage = z.object({
  booking: GuestBooking,
  canCancel: z.boolean(),
  canReschedule: z.boolean(),
  canAnswer: z.boolean(),
});
export type GuestPage = z.infer<typeof GuestPage>;

/** What came of `POST /b/{token}/cancel`: the meeting, or their part in it. */
export const GuestCancelled = z.object({ status: z.enum(['cancelled', 'declined']) });

/** What came of `POST /b/{token}/rsvp`. */
export const GuestAnswered = z.object({ answer: Rsvp });

/** `GET /b/{token}/reschedule`, as JSON: the starts of a week, from a date in the guest's zone. */
export const GuestStarts = GuestPage.extend({
  zone: z.string(),
  from: z.string(),
  items: z.array(z.object({ start: z.string(), end: z.string() })),
  /** Where the week has none: the next one within three months. */
  nextAvailable: z.string().optional(),
});

/** What came of `POST /b/{token}/reschedule`. */
export const GuestMoved = z.object({ booking: GuestBooking });
