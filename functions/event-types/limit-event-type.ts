import type { EventType } from '../../events/stored/event-type.ts';
import { limitAttempts } from '../../shared/http/limit-attempts.ts';
import type { PublicDeps } from './public-deps.ts';

const WINDOW_MS = 10 * 60_000;
/** More than any crowd books, and a bound to what one event type asks of the table. */
const MOST = 1_000;

/** Counts an order that is in itself in order: others shut an event type for nobody. Throws `rate_limited`. */
export const limitEventType =
  (deps: Pick<PublicDeps, 'attempts' | 'clock'>) =>
  ({ id }: EventType): Promise<void> =>
    limitAttempts(deps)(
      [{ of: ['book', 'event type', id], most: MOST, windowMs: WINDOW_MS }],
      'Too many bookings were tried: wait a little, then try again.',
    );
