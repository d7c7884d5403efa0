import * as z from 'zod';
import { utc } from '../fields.ts';

export const Actor = z.object({
  kind: z.enum(['user', 'guest', 'provider', 'system']),
  id: z.string().optional(),
  /** Where it was done, for a provider; absent = in their calendar. */
  platform: z.enum(['zoom']).optional(),
});
export type Actor = z.infer<typeof Actor>;

/** What changed, written in the change's own transaction and kept 30 days. Ids only: who and what, never content. */
export const Transition = z.object({
  v: z.literal(1),
  id: z.string(),
  org: z.string(),
  type: z.enum([
    'booking.created',
    'booking.moved',
    'booking.changed',
    'booking.cancelled',
    'booking.rsvp',
    'booking.conflict_found',
    'booking.conflict_gone',
    'connection.connected',
    'connection.lost',
    'connection.privacy',
    'connection.disconnecting',
    'connection.disconnected',
    'claim.transferred',
    'person.put',
    'person.availability',
    'person.removed',
    'settings.put',
    'event_type.created',
    'event_type.changed',
    'event_type.deleted',
  ]),
  at: utc,
  subject: z.string(),
  /** Of a connection: whose it is. */
  userId: z.string().optional(),
  /** Of a claim that was transferred: whose it was. */
  formerUserId: z.string().optional(),
  /** Of a booking: the version that it made, which orders what bears one instant. */
  version: z.number().int().optional(),
  revision: z.number().int().optional(),
  actor: Actor,
  trace: z.string(),
  changed: z.array(z.string()).optional(),
  /** Whose turn it was, of how many hosts who were free. */
  assigned: z.object({ userId: z.string(), free: z.number().int() }).optional(),
  /** Hosts who have something else at that time, or of a conflict that is gone: who had. */
  clashing: z.array(z.string()).optional(),
});
export type Transition = z.infer<typeof Transition>;
