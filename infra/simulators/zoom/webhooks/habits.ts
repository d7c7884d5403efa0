import type { DeliveryHabits } from '../../courier.ts';

const MINUTE_MS = 60_000;

/** Any 2xx within 3 s is a success, else it comes again 5, 25 and 85 minutes after the first try: https://developers.zoom.us/blog/webhook-delays.md */
export const WEBHOOKS: DeliveryHabits = {
  patienceMs: 3000,
  pausesMs: [5 * MINUTE_MS, 20 * MINUTE_MS, 60 * MINUTE_MS],
  isRetried: (status) => status === undefined || status < 200 || status > 299,
};
