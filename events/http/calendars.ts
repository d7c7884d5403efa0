import * as z from 'zod';
import { CalendarPlatform } from '../stored/org-settings.ts';
import { listQuery } from './list-query.ts';

/** A calendar of one of a user's accounts. */
export const CalendarView = z.object({
  id: z.string(),
  platform: CalendarPlatform,
  /** The account's address. */
  account: z.string(),
  name: z.string(),
  primary: z.boolean(),
  writable: z.boolean(),
  zone: z.string().optional(),
  /** Its events block time. */
  busy: z.boolean(),
  /** Bookings go here; one of all the user's calendars. */
  target: z.boolean(),
  /** It was chosen, and its account does not have it any more. */
  gone: z.literal(true).optional(),
});
export type CalendarView = z.infer<typeof CalendarView>;

/** `GET /v1/me/calendars` */
export const CalendarsQuery = z.strictObject(listQuery);

export const CalendarsReply = z.object({ items: z.array(CalendarView), next: z.string().optional() });

export const CalendarParams = z.strictObject({
  id: z
    .string()
    .max(64, 'is no calendar of ours')
    .regex(/^cal_[a-z2-7]+$/u, 'is no calendar of ours'),
});

/** `PATCH /v1/me/calendars/{id}`: what is left out stays. */
export const CalendarPatch = z.strictObject({ busy: z.boolean().optional(), target: z.boolean().optional() });
export type CalendarPatch = z.infer<typeof CalendarPatch>;
