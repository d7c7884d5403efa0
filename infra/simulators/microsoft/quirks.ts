import { z } from 'zod';

/** Where Microsoft is undocumented, or has done more than one thing: each can be ordered. */
export const quirkSettings = z.strictObject({
  /** What a second POST with a used `transactionId` gets. */
  duplicateTransaction: z.enum(['400', '409', 'existing']).default('400'),
  /** What becomes of a declined invitation. */
  declined: z.enum(['leaves', 'free']).default('leaves'),
  /** Every `nextLink` and `deltaLink` names a host that is not this one. */
  foreignLinks: z.boolean().default(false),
});
export type Quirks = z.infer<typeof quirkSettings>;
