import * as z from 'zod';
import { ianaZone, instant, line, userId } from '../fields.ts';
import { Rsvp } from '../stored/booking.ts';

const users = z
  .string()
  .transform((list) => list.split(','))
  .pipe(
    z
      .array(userId)
      .min(1, 'must name at least one user')
      .max(50, 'must name at most 50 users')
      .refine((ids) => new Set(ids).size === ids.length, 'must not name a user twice'),
  );

/** `GET /v1/availability` */
export const AvailabilityQuery = z.strictObject({
  users,
  from: instant,
  to: instant,
  zone: ianaZone.default('UTC'),
  /** A booking that is left out: where could it be moved? */
  exclude: line(64).optional(),
  detail: z.literal('events', 'must be events').optional(),
});
export type AvailabilityQuery = z.infer<typeof AvailabilityQuery>;

const Busy = z.object({ start: z.string(), end: z.string() });

const PersonAvailability = z.object({
  userId: z.string(),
  name: z.string(),
  syncEnabled: z.boolean(),
  /** False: nobody can say; such time is never free. */
  known: z.boolean(),
  /** When the calendar was last read; absent where it was asked just now. */
  asOf: z.string().optional(),
  busy: z.array(Busy),
  events: z
    .array(
      Busy.extend({
        title: z.string(),
        rsvp: Rsvp.optional(),
        source: z.enum(['booking', 'external']),
      }),
    )
    .optional(),
});
export type PersonAvailability = z.infer<typeof PersonAvailability>;

export const Availability = z.object({ items: z.array(PersonAvailability) });
