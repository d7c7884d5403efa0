import * as z from 'zod';

/** One page of a list of events; each item is parsed by itself, so that an odd one hides no other. */
export const GoogleEventsPage = z.object({
  items: z.array(z.unknown()).default([]),
  timeZone: z.string().optional(),
  nextPageToken: z.string().optional(),
  /** On the last page only. */
  nextSyncToken: z.string().optional(),
});
export type GoogleEventsPage = z.infer<typeof GoogleEventsPage>;
