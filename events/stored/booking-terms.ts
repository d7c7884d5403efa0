import * as z from 'zod';
import { utc } from '../fields.ts';

export const ReminderAudience = z.enum(['hosts', 'guests', 'all']);

/** `before` is an ISO 8601 duration that ends at the start of the meeting. */
export const Reminder = z.object({ before: z.string(), to: ReminderAudience });
export type Reminder = z.infer<typeof Reminder>;

/** How long before the start guests can cancel or move at the latest, as ISO 8601 durations; absent = until it begins. */
export const GuestPolicy = z.object({
  cancelUntil: z.string().optional(),
  rescheduleUntil: z.string().optional(),
});
export type GuestPolicy = z.infer<typeof GuestPolicy>;

/**
 * A host's no to a meeting at that start. open: nothing has followed from it yet · kept: the meeting goes on as it is · replaced: somebody
 * else has come in their place.
 */
export const Decline = z.object({ start: utc, state: z.enum(['open', 'kept', 'replaced']) });
export type Decline = z.infer<typeof Decline>;

/** Until when a draft of a guest's keeps its time. */
export const Hold = z.object({
  until: utc,
  /** Whose turn it was counted for, among which hosts and weights (`HostShares.roster`): nobody's who lets it go. */
  turn: z.object({ userId: z.string(), roster: z.string() }).optional(),
});
export type Hold = z.infer<typeof Hold>;

/** Of a booking that is one meeting of a series. */
export const ofSeries = {
  /** `ser_…`, with a suffix once that was split. */
  seriesId: z.string().optional(),
  /** When it begins by the rule of its series, however often it is moved. */
  occurrence: utc.optional(),
  /** What the rule says on the wall clock, where the clock skips that time: `2027-03-28T02:30:00`. */
  skipped: z.string().optional(),
  /** The last change of several of its series that reached it, by the series' version while that was pending: it is not made twice. */
  seriesChange: z.number().int().optional(),
};
