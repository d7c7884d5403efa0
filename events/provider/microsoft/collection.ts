import * as z from 'zod';

/** One page of a list; each item is parsed by itself, so that an odd one hides no other. */
export const MicrosoftCollection = z.object({
  value: z.array(z.unknown()),
  '@odata.nextLink': z.string().optional(),
  /** On the last page of a round of changes only. */
  '@odata.deltaLink': z.string().optional(),
});
export type MicrosoftCollection = z.infer<typeof MicrosoftCollection>;
