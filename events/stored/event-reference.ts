import * as z from 'zod';

/**
 * `REF#<feed>#<event id>`: this event is ours. Whatever has one is never imported as busy time.
 * A meeting at a conference provider has one too: its feed is the platform's name, its event id the meeting's, its user whose account it is.
 */
export const EventReference = z.object({
  v: z.literal(1),
  org: z.string(),
  bookingId: z.string(),
  userId: z.string(),
  feedId: z.string(),
  eventId: z.string(),
  role: z.enum(['organizer', 'own', 'copy', 'meeting']),
});
export type EventReference = z.infer<typeof EventReference>;
