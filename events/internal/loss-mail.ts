import * as z from 'zod';
import { utc } from '../fields.ts';

/** A connection was lost: its user may have to hear of it, again and again until they connect. */
export const LossMail = z.object({
  v: z.literal(1),
  kind: z.literal('connection_lost'),
  org: z.string(),
  userId: z.string(),
  connectionId: z.string(),
  /** Which loss: the instant at which it was noticed. */
  since: utc,
  trace: z.string(),
});
export type LossMail = z.infer<typeof LossMail>;
