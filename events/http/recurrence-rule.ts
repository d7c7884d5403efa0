import * as z from 'zod';

const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const DAY = /^([+-]?[1-5])?(MO|TU|WE|TH|FR|SA|SU)$/u;
const MONTH_DAY = /^[+-]?(?:[1-9]|[12]\d|3[01])$/u;
const UNTIL = /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)Z)?$/u;

const whole = (most: number) =>
  z
    .string()
    .regex(/^[1-9]\d{0,3}$/u, 'must be a whole number above 0')
    .transform(Number)
    .refine((value) => value <= most, `must be at most ${most}`);

const list = (each: RegExp, error: string) =>
  z
    .string()
    .transform((text) => text.split(','))
    .refine((all) => all.every((one) => each.test(one)), error);

const byDay = list(DAY, 'must be days such as MO,WE, or 1MO and -1FR in a month').transform((all) =>
  all.map((text) => {
    const [, nth, name = ''] = DAY.exec(text) ?? [];
    return { day: WEEKDAYS.indexOf(name) + 1, ...(nth !== undefined && { nth: Number(nth) }) };
  }),
);

const isoOf = (text: string): string => text.replace(UNTIL, '$1-$2-$3T$4:$5:$6Z').replace('T::Z', '');

const until = z
  .string()
  .regex(UNTIL, {
    error: 'must be a day such as 20271231, or a UTC time such as 20271231T225959Z',
    abort: true,
  })
  .transform(isoOf)
  .refine(
    (iso) => (iso.includes('T') ? z.iso.datetime() : z.iso.date()).safeParse(iso).success,
    'must exist in the calendar',
  );

const Parts = z
  .strictObject(
    {
      FREQ: z.enum(['DAILY', 'WEEKLY', 'MONTHLY'], 'must be DAILY, WEEKLY or MONTHLY'),
      INTERVAL: whole(366).optional(),
      BYDAY: byDay.optional(),
      BYMONTHDAY: list(MONTH_DAY, 'must be days of a month from 1 to 31, or from -1 to -31')
        .transform((all) => all.map(Number))
        .optional(),
      COUNT: whole(200).optional(),
      UNTIL: until.optional(),
      WKST: z.literal('MO', 'must be MO: weeks begin on Monday').optional(),
    },
    {
      error: (issue) =>
        issue.code === 'unrecognized_keys' ? `must not have ${issue.keys.join(', ')}` : undefined,
    },
  )
  .refine((parts) => parts.COUNT === undefined || parts.UNTIL === undefined, {
    message: 'must not stand beside COUNT',
    path: ['UNTIL'],
  })
  .refine((parts) => parts.FREQ === 'MONTHLY' || !parts.BYDAY?.some(({ nth }) => nth !== undefined), {
    message: 'may count weekdays in a MONTHLY rule only',
    path: ['BYDAY'],
  })
  .refine((parts) => parts.FREQ !== 'WEEKLY' || parts.BYMONTHDAY === undefined, {
    message: 'must not stand in a WEEKLY rule',
    path: ['BYMONTHDAY'],
  });

const FREQUENCIES = { DAILY: 'daily', WEEKLY: 'weekly', MONTHLY: 'monthly' } as const;

/** A part that is named twice keeps its name twice, so that it is refused. */
const partsOf = (text: string): Record<string, string> => {
  const parts: Record<string, string> = {};
  for (const part of text
    .toUpperCase()
    .replace(/^RRULE:/u, '')
    .split(';')) {
    const [name = '', ...value] = part.split('=');
    parts[name in parts ? `${name} twice` : name] = value.join('=');
  }
  return parts;
};

const ruleOf = ({ FREQ, INTERVAL, BYDAY, BYMONTHDAY, COUNT, UNTIL: last }: z.output<typeof Parts>) => ({
  frequency: FREQUENCIES[FREQ],
  interval: INTERVAL ?? 1,
  /** 1 is Monday; `nth` of the month, from its end when negative. */
  byDay: BYDAY ?? [],
  byMonthDay: BYMONTHDAY ?? [],
  ...(COUNT !== undefined && { count: COUNT }),
  /** The last instant at which it may begin, or the last day in the zone. */
  ...(last !== undefined && { until: last }),
});

/**
 * How something recurs: the value of an RRULE (RFC 5545) such as `FREQ=WEEKLY;BYDAY=MO,WE;COUNT=10`, with FREQ daily, weekly or monthly,
 * INTERVAL, BYDAY, BYMONTHDAY, and COUNT or UNTIL. Other parts are refused by their name, never left out.
 */
export const RecurrenceRule = z
  .string()
  .max(500, 'must have at most 500 characters')
  .transform((text, context) => {
    const parts = Parts.safeParse(partsOf(text));
    if (parts.success) return ruleOf(parts.data);
    for (const { path, message } of parts.error.issues)
      context.addIssue({ code: 'custom', message: [...path, message].join(' ') });
    return z.NEVER;
  });
export type RecurrenceRule = z.infer<typeof RecurrenceRule>;
