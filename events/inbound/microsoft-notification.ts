import * as z from 'zod';

/**
 * One element of a delivery, of changes or of the subscription's own life. Who and what it is about is not read: the user is written in
 * several ways, and a subscription is known by its id. https://learn.microsoft.com/en-us/graph/change-notifications-delivery-webhooks
 */
export const MicrosoftNotification = z.object({
  subscriptionId: z.string().regex(/^[\w-]{1,64}$/u),
  clientState: z.string().min(1).max(128),
  /** Absent: something in the mailbox has changed. */
  lifecycleEvent: z.string().min(1).max(64).nullish(),
});
export type MicrosoftNotification = z.infer<typeof MicrosoftNotification>;

/** Each element is judged by itself: one that is odd hides no other. */
export const MicrosoftDelivery = z.object({ value: z.array(z.unknown()) });
