import * as z from 'zod';
import { utc } from '../fields.ts';

/**
 * How often each host of a round robin was given a meeting: `EVENT_TYPE#<id>` / `SHARES`. Written in the booking's own transaction, so that
 * two who book at one moment do not both take it for the same host's turn.
 */
export const HostShares = z.object({
  v: z.literal(1),
  eventTypeId: z.string(),
  version: z.number().int(),
  /** Of which hosts and weights: with others the counts begin anew. */
  roster: z.string(),
  hosts: z.record(z.string(), z.object({ assigned: z.number().int(), lastAssignedAt: utc })),
});
export type HostShares = z.infer<typeof HostShares>;
