import * as z from 'zod';
import { instant } from '../fields.ts';
import { RecurrenceRule } from './recurrence-rule.ts';

const MOST = 52;

const Fields = z
  .strictObject({
    freq: z.enum(['daily', 'weekly', 'monthly']),
    interval: z.int().min(1, 'must be above 0').max(366, 'must be at most 366').optional(),
    /** `MO` to `SU`; in a month also `1MO` and `-1FR`. */
    byDay: z.array(z.string()).min(1, 'must not be empty').max(35, 'must have at most 35 entries').optional(),
    /** From 1, or from -1 for the last of a month. */
    byMonthDay: z
      .array(z.int())
      .min(1, 'must not be empty')
      .max(62, 'must have at most 62 entries')
      .optional(),
    count: z.int().min(1, 'must be above 0').max(MOST, `must be at most ${MOST}`).optional(),
    /** The last day in the booking's zone, or the last instant, at which one may begin. */
    until: z
      .union([z.iso.date(), instant], 'must be a day such as 2027-12-31, or an instant with Z or an offset')
      .optional(),
    /** Days of the booking's zone that are left out. */
    except: z
      .array(z.iso.date('must be a day such as 2027-12-31'))
      .max(100, 'must have at most 100 entries')
      .optional(),
  })
  .refine(({ count, until }) => (count === undefined) !== (until === undefined), {
    message: 'must be given, or until instead, and not both',
    path: ['count'],
  });

const COMPACT = /[-:]|\.\d{3}/gu;

const textOf = ({ freq, interval, byDay, byMonthDay, count, until }: z.output<typeof Fields>): string =>
  [
    `FREQ=${freq.toUpperCase()}`,
    interval === undefined ? '' : `INTERVAL=${interval}`,
    byDay === undefined ? '' : `BYDAY=${byDay.join()}`,
    byMonthDay === undefined ? '' : `BYMONTHDAY=${byMonthDay.join()}`,
    count === undefined ? '' : `COUNT=${count}`,
    until === undefined ? '' : `UNTIL=${until.replaceAll(COMPACT, '')}`,
  ]
    .filter((part) => part !== '')
    .join(';');

/** How a booking recurs; `rule` is the value of an RRULE. What a rule cannot say is refused in its own words. */
export const RecurrenceBody = Fields.transform(({ except = [], ...fields }, context) => {
  const rule = textOf({ ...fields, except });
  for (const { message } of RecurrenceRule.safeParse(rule).error?.issues ?? [])
    context.addIssue({ code: 'custom', message });
  return { rule, except };
});
export type RecurrenceBody = z.infer<typeof RecurrenceBody>;
