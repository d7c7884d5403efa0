import * as z from 'zod';

/** https://developers.google.com/workspace/calendar/api/guides/errors: the reason is the word that counts. */
export const GoogleCalendarRefusal = z.object({
  error: z.object({ errors: z.array(z.object({ reason: z.string() })).min(1) }),
});
export type GoogleCalendarRefusal = z.infer<typeof GoogleCalendarRefusal>;
