import type { PublicBookingPost } from '../../events/http/public-booking.ts';
import { limitAttempts } from '../../shared/http/limit-attempts.ts';
import type { PublicDeps } from './public-deps.ts';

interface Who {
  readonly ip: string;
  readonly body: Pick<PublicBookingPost, 'guest' | 'guests'>;
}

const WINDOW_MS = 10 * 60_000;
/** A whole office or conference may stand behind one network address, while one guest is seldom booked for more than a few times. */
const MOST = { ip: 600, address: 20 } as const;

/** All of them get mail of it: whoever brings others books for their addresses, too. */
const addressesOf = ({ guest, guests = [] }: Who['body']): string[] => [
  ...new Set([guest, ...guests].map(({ email }) => email.toLowerCase())),
];

/** Counts a try to book. Throws `rate_limited` where there were too many from one network, or for one address. */
export const limitGuests =
  (deps: Pick<PublicDeps, 'attempts' | 'clock'>) =>
  ({ ip, body }: Who): Promise<void> =>
    limitAttempts(deps)(
      [
        { of: ['book', 'ip', ip], most: MOST.ip, windowMs: WINDOW_MS },
        // The guest's own first: whoever is refused by it has used up no turn of those whom they name.
        ...addressesOf(body).map((address) => ({
          of: ['book', 'address', address],
          most: MOST.address,
          windowMs: WINDOW_MS,
        })),
      ],
      'Too many bookings were tried: wait a little, then try again.',
    );
