import * as z from 'zod';

/** An opened channel; `expiration` is epoch milliseconds, as a string on the wire though the guide prints a number. */
export const GoogleChannel = z.object({
  resourceId: z.string(),
  expiration: z.coerce.number().int().positive(),
});
export type GoogleChannel = z.infer<typeof GoogleChannel>;
