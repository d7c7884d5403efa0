import * as z from 'zod';
import { LossMail } from './loss-mail.ts';
import { RequestMail } from './request-mail.ts';

/** Somebody may have to be told something about this booking. */
const BookingMail = z.object({
  v: z.literal(1),
  org: z.string(),
  bookingId: z.string(),
  trace: z.string(),
});

/** Mail that may be owed, by ids only. MessageGroupId = org, for fairness. */
export const MailWork = z.union([RequestMail, LossMail, BookingMail]);
export type MailWork = z.infer<typeof MailWork>;
