import * as z from 'zod';
import { utc } from '../fields.ts';

/**
 * What the user of a connection that was lost has heard of it: `USER#<org>#<userId>` / `LOSS#<connection id>`. A later loss of the same
 * connection begins anew.
 */
export const LossNotice = z.object({
  v: z.literal(1),
  org: z.string(),
  userId: z.string(),
  connectionId: z.string(),
  /** Which loss. */
  since: utc,
  version: z.number().int(),
  /** The mail of this day since the loss is being sent by somebody, who is believed to be alive until then. */
  sending: z.object({ day: z.number().int(), until: utc }).optional(),
  /** What became of the last mail, and of which day it was. */
  told: z
    .object({
      day: z.number().int(),
      state: z.enum(['sent', 'failed']),
      at: utc,
      reason: z.string().optional(),
    })
    .optional(),
});
export type LossNotice = z.infer<typeof LossNotice>;
