import * as z from 'zod';

/** Who signed in: https://learn.microsoft.com/en-us/entra/identity-platform/id-token-claims-reference */
export const MicrosoftIdToken = z.object({
  aud: z.string(),
  iss: z.string(),
  tid: z.guid(),
  /** Only with the scope `profile`. */
  oid: z.guid(),
});
