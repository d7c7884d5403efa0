import * as z from 'zod';

/** https://learn.microsoft.com/en-us/graph/errors: the code is the word that counts, in any case. */
export const MicrosoftRefusal = z.object({ error: z.object({ code: z.string() }) });
