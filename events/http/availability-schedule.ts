import * as z from 'zod';
import { ianaZone, userId } from '../fields.ts';
import { durationField } from './duration-field.ts';
import { LocationBody } from './location-body.ts';

const from = z
  .string()
  .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/u, { error: 'must be a time such as 09:00', abort: true });
const to = z.string().regex(/^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/u, {
  error: 'must be a time such as 17:30, or 24:00',
  abort: true,
});
const ORDER = { message: 'must be after from: hours past midnight are two entries', path: ['to'] };

interface Hours {
  readonly from: string;
  readonly to: string;
}

/** `HH:mm` sorts as text. */
const isOrdered = (hours: Hours): boolean => hours.from < hours.to;

const isApart = (all: readonly Hours[]): boolean => {
  const sorted = all.toSorted((one, other) => (one.from < other.from ? -1 : 1));
  return sorted.every((hours, index) => index === 0 || (sorted[index - 1]?.to ?? '') <= hours.from);
};

const DAYS = [1, 2, 3, 4, 5, 6, 7];

const dayHours = z.strictObject({ from, to }).refine(isOrdered, ORDER);

const hours = z
  .array(
    z
      .strictObject({ day: z.literal(DAYS, 'must be a day from 1 (Monday) to 7 (Sunday)'), from, to })
      .refine(isOrdered, ORDER),
  )
  .max(70, 'must have at most 70 entries')
  .refine(
    (all) => DAYS.every((day) => isApart(all.filter((each) => each.day === day))),
    'must not overlap on one day',
  );

const dates = z
  .array(
    z.strictObject({
      /** A day of the calendar in the schedule's zone. */
      date: z.iso.date('must be a day of the calendar such as 2027-01-31'),
      /** None = not at work. */
      hours: z
        .array(dayHours)
        .max(10, 'must have at most 10 entries')
        .refine(isApart, 'must not overlap on one day'),
    }),
  )
  .max(400, 'must have at most 400 entries')
  .refine(
    (all) => new Set(all.map(({ date }) => date)).size === all.length,
    'must not name a date twice: give all hours of a date in one entry',
  );

const most = (limit: number) =>
  z
    .number()
    .int('must be a whole number')
    .min(1, 'must be at least 1')
    .max(limit, `must be at most ${limit}`);

const always = {
  zone: ianaZone,
  hours,
  dates,
  bufferBefore: durationField('PT0M', 'P1D'),
  bufferAfter: durationField('PT0M', 'P1D'),
  notice: durationField('PT0M', 'P90D'),
  horizon: durationField('PT1H', 'P400D'),
};

const sometimes = {
  perDay: most(100).optional(),
  perWeek: most(500).optional(),
  location: LocationBody.optional(),
};

export const AvailabilityScheduleParams = z.strictObject({ id: userId });

/** When somebody can be booked, and where by default. */
export const AvailabilityScheduleView = z.object({ ...always, ...sometimes });
export type AvailabilityScheduleView = z.infer<typeof AvailabilityScheduleView>;

/** `PUT …/availability`: the whole of it; what is left out goes back to its default. */
export const AvailabilitySchedulePut = z.strictObject({
  ...z.object(always).partial().shape,
  ...sometimes,
});
export type AvailabilitySchedulePut = z.infer<typeof AvailabilitySchedulePut>;
