import * as z from 'zod';
import { utc } from '../fields.ts';
import { Notice, NoticeKind, Told } from './notice.ts';

const SeriesLine = z.object({
  bookingId: z.string(),
  /** `host:<userId>` or `guest:<guestId>` */
  person: z.string(),
  /** Who they were then: one who is taken off before it is written down what they were told still gets the cancellation. */
  to: Notice.shape.to.optional(),
  kind: NoticeKind,
  told: Told,
  previous: Told.optional(),
});
export type SeriesLine = z.infer<typeof SeriesLine>;

/** One mail to one address about several meetings of a series, in `SERIES#…` / `NOTICE#<address>`: there while it is under way. */
export const SeriesNotice = z.object({
  v: z.literal(1),
  org: z.string(),
  seriesId: z.string(),
  /** In lower case. */
  address: z.string(),
  version: z.number().int(),
  sending: z
    .object({
      lines: z.array(SeriesLine),
      /** iCalendar SEQUENCE. */
      sequence: z.number().int(),
      attempt: z.number().int(),
      /** Whoever claimed it has it alone until then. */
      until: utc,
      /** It left, or never will: to be written down with every meeting. */
      done: z
        .object({
          state: z.enum(['sent', 'failed']),
          at: utc,
          messageId: z.string().optional(),
          reason: z.string().optional(),
        })
        .optional(),
    })
    .optional(),
});
export type SeriesNotice = z.infer<typeof SeriesNotice>;
