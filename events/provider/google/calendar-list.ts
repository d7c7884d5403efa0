import * as z from 'zod';

/** An entry without an id is none; everything else may be missing. */
export const GoogleCalendarListEntry = z.object({
  id: z.string(),
  summary: z.string().optional(),
  /** The name that the user has given to somebody else's calendar. */
  summaryOverride: z.string().optional(),
  timeZone: z.string().optional(),
  accessRole: z.string().optional(),
  primary: z.boolean().default(false),
  deleted: z.boolean().default(false),
});
export type GoogleCalendarListEntry = z.infer<typeof GoogleCalendarListEntry>;

/** One page: an entry that cannot be read spoils it, or its calendar would seem to have vanished. */
export const GoogleCalendarList = z.object({
  items: z.array(GoogleCalendarListEntry).default([]),
  nextPageToken: z.string().optional(),
});
