import * as z from 'zod';

/** How long an org's event log is, in `LOG#<org>` / `HEAD`: the condition of every append. */
export const EventLogHead = z.object({
  v: z.literal(1),
  org: z.string(),
  version: z.number().int(),
  /** Of the last event; 0 = none yet. */
  position: z.number().int(),
});
export type EventLogHead = z.infer<typeof EventLogHead>;
