import * as z from 'zod';

/** `REF#<feed>#<event id>`: this event is ours. Whatever has one is never imported as busy time. */
export const EventReference = z.object({
  v: z.literal(1),
  org: z.string(),
  bookingId: z.string(),
  userId: z.string(),
  feedId: z.string(),
  eventId: z.string(),
  role: z.enum(['organizer', 'own', 'copy']),
});
export type EventReference = z.infer<typeof EventReference>;
