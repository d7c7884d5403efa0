import * as z from 'zod';
import { locale, utc } from '../fields.ts';

/** What a mail says of a booking, and what the reader was last told: the next mail is the difference to what is true now. */
export const Told = z.object({
  status: z.enum(['confirmed', 'cancelled']),
  revision: z.number().int(),
  title: z.string(),
  start: utc,
  end: utc,
  place: z.string().optional(),
  joinUrl: z.string().optional(),
  /** To a host: each guest was to have a link of their own, and they share this one. */
  sharedLink: z.boolean().optional(),
  /** To a host: the calendar that was to make the link makes none. */
  noLink: z.boolean().optional(),
  /** To a guest: whom they are to meet, by user id. */
  hosts: z.array(z.string()).optional(),
  /** To a host: by guest, or `host:<userId>`, who has answered, whether they declined. */
  declined: z.record(z.string(), z.boolean()).optional(),
  /** A calendar part of ours was sent: whatever follows has to reach that calendar too. */
  invited: z.boolean().default(false),
});
export type Told = z.infer<typeof Told>;

export const NoticeKind = z.enum([
  'confirmation',
  'reschedule',
  'update',
  'link',
  'reminder',
  'cancellation',
]);
export type NoticeKind = z.infer<typeof NoticeKind>;

/** A reminder: of a meeting at this start, so many minutes before it. */
export const Reminded = z.object({ start: utc, minutes: z.number().int() });
export type Reminded = z.infer<typeof Reminded>;

/** One person's mail about one booking, in `BOOKING#…` / `NOTICE#<person>`. */
export const Notice = z.object({
  v: z.literal(1),
  org: z.string(),
  bookingId: z.string(),
  /** `host:<userId>` or `guest:<guestId>` */
  person: z.string(),
  version: z.number().int(),
  /** Who they were when last written to: a removed guest still gets the cancellation. */
  to: z.object({ email: z.string(), name: z.string(), zone: z.string(), locale }),
  told: Told.optional(),
  /** Since when they know of the time in `told`. */
  since: utc.optional(),
  /** The last reminder that was sent to them, or left out. */
  reminded: Reminded.optional(),
  /** iCalendar SEQUENCE of the last mail; -1 before the first. */
  sequence: z.number().int(),
  /** A mail on its way: frozen here before SES is called, so that a retry says the same with the same SEQUENCE. */
  sending: z
    .object({
      kind: NoticeKind,
      told: Told,
      previous: Told.optional(),
      reminded: Reminded.optional(),
      sequence: z.number().int(),
      attempt: z.number().int(),
      until: utc,
    })
    .optional(),
  last: z
    .object({
      kind: NoticeKind,
      state: z.enum(['queued', 'sent', 'bounced', 'failed']),
      at: utc,
      messageId: z.string().optional(),
      reason: z.string().optional(),
    })
    .optional(),
});
export type Notice = z.infer<typeof Notice>;
