import * as z from 'zod';

/** What was really granted: https://learn.microsoft.com/en-us/graph/api/resources/subscription */
export const MicrosoftSubscription = z.object({
  id: z.string(),
  expirationDateTime: z.iso.datetime({ offset: true }),
});

/** As a list shows it: without its client state. */
export const MicrosoftListedSubscription = z.object({ id: z.string(), notificationUrl: z.string() });
