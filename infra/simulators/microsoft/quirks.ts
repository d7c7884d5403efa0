import { z } from 'zod';

/** Where Microsoft is undocumented, or has done more than one thing: each can be ordered. */
export const quirkSettings = z.strictObject({
  /** What a second POST with a used `transactionId` gets. */
  duplicateTransaction: z.enum(['400', '409', 'existing']).default('400'),
  /** What becomes of a declined invitation. */
  declined: z.enum(['leaves', 'free']).default('leaves'),
  /** Every `nextLink` and `deltaLink` names a host that is not this one. */
  foreignLinks: z.boolean().default(false),
  /** The documents disagree about the longest life: 10,080 or 4,230. */
  longestSubscriptionMinutes: z.int().min(45).default(10_080),
  tooLongSubscription: z.enum(['cut', 'refused']).default('cut'),
  /** A second subscription to the same changes. */
  duplicateSubscription: z.enum(['refused', 'allowed']).default('refused'),
  /** Renewing asks the addresses for a proof again. */
  handshakeOnRenewal: z.boolean().default(false),
  /** Whether a token that may write is enough to subscribe, though reading is the documented permission. */
  subscriptionNeedsRead: z.boolean().default(false),
  /** How a deleted series is told: as its master, or as each of its occurrences. */
  removedSeries: z.enum(['master', 'occurrences']).default('master'),
  /** A round of changes never ends: its last page leads to its first. */
  endlessDelta: z.boolean().default(false),
  /** A round tells once more what the round before told, and its first event twice. */
  deltaReplays: z.boolean().default(false),
  /** How long after a change the feed knows of it. */
  deltaLagMs: z.int().min(0).default(0),
});
export type Quirks = z.infer<typeof quirkSettings>;
