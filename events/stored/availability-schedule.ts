import * as z from 'zod';
import { utc } from '../fields.ts';
import { Location } from './booking.ts';

/** Local wall-clock times `HH:mm` in the schedule's zone; `to` may be `24:00`. */
const Hours = z.object({ from: z.string(), to: z.string() });

/** When a person can be booked, and where by default: `USER#<org>#<userId>` / `AVAILABILITY`. Durations are ISO 8601, weeks to seconds. */
export const AvailabilitySchedule = z.object({
  v: z.literal(1),
  org: z.string(),
  userId: z.string(),
  version: z.number().int(),
  zone: z.string(),
  /** Every week; 1 is Monday. */
  hours: z.array(Hours.extend({ day: z.number().int() })).default([]),
  /** Days of the calendar in the zone that have hours of their own; none = not at work. */
  dates: z.array(z.object({ date: z.string(), hours: z.array(Hours) })).default([]),
  bufferBefore: z.string(),
  bufferAfter: z.string(),
  /** How long before its start a booking is made at the latest. */
  notice: z.string(),
  /** How far ahead bookings are made. */
  horizon: z.string(),
  /** The most bookings in a day, and in a week, of the zone. */
  perDay: z.number().int().optional(),
  perWeek: z.number().int().optional(),
  /** Where a booking takes place that does not say so. */
  location: Location.optional(),
  updatedAt: utc.optional(),
});
export type AvailabilitySchedule = z.infer<typeof AvailabilitySchedule>;
