import * as z from 'zod';
import { utc } from '../fields.ts';

/**
 * A host's bookings of one UTC month: the guard that makes booking atomic, and the index for "my bookings".
 * A month, not a day: 20 hosts over 31 days would be 640 items, and a DynamoDB transaction takes 100.
 */
export const Agenda = z.object({
  v: z.literal(1),
  org: z.string(),
  userId: z.string(),
  /** `2027-01` */
  month: z.string(),
  version: z.number().int(),
  bookings: z.record(
    z.string(),
    z.object({ start: utc, end: utc, status: z.enum(['draft', 'confirmed', 'cancelled']) }),
  ),
});
export type Agenda = z.infer<typeof Agenda>;
