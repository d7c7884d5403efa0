import * as z from 'zod';
import { ApprovalMail } from './approval-mail.ts';
import { LossMail } from './loss-mail.ts';
import { RequestMail } from './request-mail.ts';

/** Somebody may have to be told something about this booking. */
const BookingMail = z.object({
  v: z.literal(1),
  org: z.string(),
  bookingId: z.string(),
  /** It is one meeting of this series: people are told of all of them together. */
  seriesId: z.string().optional(),
  trace: z.string(),
});

/** Mail that may be owed, by ids only. MessageGroupId = org, for fairness. */
export const MailWork = z.union([RequestMail, LossMail, ApprovalMail, BookingMail]);
export type MailWork = z.infer<typeof MailWork>;
