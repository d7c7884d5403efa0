import * as z from 'zod';
import { instant, userId } from '../fields.ts';
import { Rsvp } from '../stored/booking.ts';
import { CalendarPlatform } from '../stored/org-settings.ts';
import { listQuery } from './list-query.ts';

export const ExternalEventsParams = z.strictObject({ id: userId });

/** `GET /v1/users/{id}/external-events` */
export const ExternalEventsQuery = z.strictObject({ from: instant, to: instant, ...listQuery });

const ExternalEventView = z.object({
  start: z.string(),
  end: z.string(),
  /** Dates, the end exclusive, of an event that lasts whole days. */
  allDay: z.object({ start: z.string(), end: z.string() }).optional(),
  /** `Busy` where the owner keeps it private, and always in full privacy. */
  title: z.string(),
  /** The person's own answer; never in full privacy. */
  rsvp: Rsvp.optional(),
  platform: CalendarPlatform,
});
export type ExternalEventView = z.infer<typeof ExternalEventView>;

export const ExternalEvents = z.object({
  items: z.array(ExternalEventView),
  next: z.string().optional(),
  /** False: a calendar has not been read yet, or cannot be; then time that is not listed is unknown, not free. */
  known: z.boolean(),
  /** When the calendar that was read longest ago was read. */
  asOf: z.string().optional(),
});
