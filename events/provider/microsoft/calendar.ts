import * as z from 'zod';

/** https://learn.microsoft.com/en-us/graph/api/resources/calendar */
export const MicrosoftCalendar = z.object({
  id: z.string(),
  name: z.string().nullish(),
  canEdit: z.boolean().default(false),
  isDefaultCalendar: z.boolean().default(false),
});
