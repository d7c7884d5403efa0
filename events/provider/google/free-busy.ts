import * as z from 'zod';

/** A calendar with errors has no busy time to tell: that is unknown, never free. */
export const GoogleFreeBusy = z.object({
  calendars: z.record(
    z.string(),
    z.object({
      busy: z.array(z.object({ start: z.string(), end: z.string() })).default([]),
      errors: z.array(z.object({ reason: z.string() })).default([]),
    }),
  ),
});
export type GoogleFreeBusy = z.infer<typeof GoogleFreeBusy>;
