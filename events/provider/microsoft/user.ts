import * as z from 'zod';

/** `GET /me`: the addresses may change. https://learn.microsoft.com/en-us/graph/api/user-get */
export const MicrosoftUser = z.object({
  /** The `oid` of work accounts only. */
  id: z.string().min(1),
  mail: z.string().nullish(),
  userPrincipalName: z.string().nullish(),
});
