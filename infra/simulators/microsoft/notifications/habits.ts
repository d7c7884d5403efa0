import type { DeliveryHabits } from '../../courier.ts';

const SECOND_MS = 1000;
const MINUTE_MS = 60_000;

/** https://learn.microsoft.com/en-us/graph/change-notifications-delivery-webhooks: any 2xx within 3 s; growing pauses for up to 4 hours. */
export const NOTIFICATIONS: DeliveryHabits = {
  patienceMs: 3000,
  pausesMs: [
    10 * SECOND_MS,
    30 * SECOND_MS,
    MINUTE_MS,
    5 * MINUTE_MS,
    10 * MINUTE_MS,
    30 * MINUTE_MS,
    60 * MINUTE_MS,
    120 * MINUTE_MS,
  ],
  isRetried: (status) => status === undefined || status < 200 || status > 299,
};
