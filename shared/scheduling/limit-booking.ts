import { HubError } from '../errors.ts';
import type { Attempts } from '../ports/attempts.ts';
import type { Clock } from '../ports/clock.ts';

interface Who {
  readonly ip: string;
  readonly address: string;
  readonly eventTypeId: string;
}

const MINUTE_MS = 60_000;
/** A whole office or conference may stand behind one network address, while one guest seldom books more than a few times. */
const WINDOW_MS = 10 * MINUTE_MS;
const MOST = { ip: 600, address: 20, eventType: 1_000 } as const;

/** Counts a try to book. Throws `rate_limited` where there were too many from one network, of one guest, or at one event type. */
export const limitBooking =
  ({ attempts, clock }: { readonly attempts: Attempts; readonly clock: Clock }) =>
  async ({ ip, address, eventTypeId }: Who): Promise<void> => {
    const now = clock.now();
    const limits = [
      { of: ['book', 'ip', ip], most: MOST.ip, windowMs: WINDOW_MS },
      { of: ['book', 'address', address.toLowerCase()], most: MOST.address, windowMs: WINDOW_MS },
      { of: ['book', 'event type', eventTypeId], most: MOST.eventType, windowMs: WINDOW_MS },
    ];
    // One after the other: whoever is refused by the first uses up nobody else's turn.
    for (const limit of limits) {
      const waitMs = await attempts.count(limit, now);
      if (waitMs !== undefined)
        throw new HubError('rate_limited', {
          detail: 'Too many bookings were tried: wait a little, then try again.',
          retryAfterSeconds: Math.max(1, Math.ceil(waitMs / 1000)),
        });
    }
  };
