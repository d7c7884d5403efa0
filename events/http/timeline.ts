import * as z from 'zod';
import { Activity } from '../stored/activity.ts';
import { Actor } from '../stored/transition.ts';
import { listQuery } from './list-query.ts';

/** `GET /v1/bookings/{id}/timeline` */
export const TimelineQuery = z.strictObject(listQuery);

/** One line of a booking's history. */
export const TimelineItem = z.object({
  id: z.string(),
  at: z.string(),
  kind: z.enum(['change', 'provider', 'mail', 'wait']),
  type: z.string(),
  revision: z.number().int().optional(),
  actor: Actor.extend({ name: z.string().optional() }),
  platform: z.string().optional(),
  /** Whose calendar. */
  userId: z.string().optional(),
  /** To whom a mail goes. */
  to: z.object({ kind: z.enum(['host', 'guest']), id: z.string(), name: z.string().optional() }).optional(),
  /** What was changed. */
  changed: z.array(z.string()).optional(),
  /** Whose turn it was, of how many hosts who were free. */
  assigned: z.object({ userId: z.string(), free: z.number().int() }).optional(),
  /** Hosts who have something else at that time, or of a conflict that is gone: who had. */
  clashing: z.array(z.string()).optional(),
  outcome: Activity.shape.outcome,
  /** A stable word, such as `throttled` or `needs_reauth`. */
  reason: z.string().optional(),
  /** The provider's own word for it. */
  word: z.string().optional(),
  /** A wait ends then. */
  until: z.string().optional(),
  attempt: z.number().int().optional(),
  /** One English sentence. */
  text: z.string(),
  requestId: z.string(),
});
export type TimelineItem = z.infer<typeof TimelineItem>;

export const Timeline = z.object({ items: z.array(TimelineItem), next: z.string().optional() });
export type Timeline = z.infer<typeof Timeline>;
