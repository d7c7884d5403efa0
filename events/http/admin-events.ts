import * as z from 'zod';
import { Actor, Transition } from '../stored/transition.ts';
import { listQuery } from './list-query.ts';

/** `GET /v1/admin/events` */
export const AdminEventsQuery = z.strictObject({
  /** The id of the last event that was seen. */
  after: z.string().max(200).optional(),
  type: Transition.shape.type.optional(),
  ...listQuery,
});
export type AdminEventsQuery = z.infer<typeof AdminEventsQuery>;

/** One transition as the API shows it: ids only. */
export const AdminEvent = z.object({
  /** Unguessable, and says where it stands: give it as `after`. */
  id: z.string(),
  type: z.string(),
  at: z.string(),
  org: z.string(),
  data: z.object({
    bookingId: z.string().optional(),
    connectionId: z.string().optional(),
    eventTypeId: z.string().optional(),
    userId: z.string().optional(),
    /** Of `claim.transferred`: whose account it was. */
    formerUserId: z.string().optional(),
    subject: z.string().optional(),
    revision: z.number().int().optional(),
    changed: z.array(z.string()).optional(),
    /** Hosts who have something else at that time, or of a conflict that is gone: who had. */
    clashing: z.array(z.string()).optional(),
  }),
  actor: Actor,
  requestId: z.string(),
});
export type AdminEvent = z.infer<typeof AdminEvent>;

export const AdminEvents = z.object({ items: z.array(AdminEvent), next: z.string().optional() });
export type AdminEvents = z.infer<typeof AdminEvents>;
