import * as z from 'zod';

const reasons = z
  .array(z.object({ reason: z.string().optional().catch(undefined) }))
  .default([])
  .catch([]);

/**
 * The reason is the word that counts: https://developers.google.com/workspace/calendar/api/guides/errors; newer answers add details
 * with a reason of their own: https://github.com/googleapis/googleapis/blob/master/google/api/error_reason.proto
 */
export const GoogleCalendarRefusal = z.object({
  error: z.object({ errors: reasons, details: reasons }),
});
export type GoogleCalendarRefusal = z.infer<typeof GoogleCalendarRefusal>;
