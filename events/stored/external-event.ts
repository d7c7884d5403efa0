import * as z from 'zod';
import { utc } from '../fields.ts';
import { Rsvp } from './booking.ts';

/** Foreign time in a calendar, kept as little as privacy allows. All-day events are dates, read in the calendar's zone. */
export const ExternalEvent = z.object({
  v: z.literal(1),
  feedId: z.string(),
  generation: z.string(),
  id: z.string(),
  start: utc,
  end: utc,
  allDay: z.object({ start: z.string(), end: z.string() }).optional(),
  busy: z.boolean(),
  title: z.string().optional(),
  rsvp: Rsvp.optional(),
  /** Of which series it is one meeting, where the provider tells series only whole. */
  seriesId: z.string().optional(),
});
export type ExternalEvent = z.infer<typeof ExternalEvent>;
