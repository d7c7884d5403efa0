import type { Booking, Guest } from '../../events/stored/booking.ts';
import type { GuestLink } from '../../events/stored/guest-link.ts';
import type { OrgSettings } from '../../events/stored/org-settings.ts';
import { guestTokenHash } from '../../shared/notices/guest-token.ts';
import type { Deps } from './deps.ts';
import { limitVisit } from './limit-visit.ts';

const OUTLIVES_MS = 30 * 24 * 3_600_000;

interface Opened {
  readonly booking: Booking;
  readonly guest: Guest;
  readonly settings: OrgSettings;
}

/** Where a mailed token leads. */
export type Visit =
  | ({ readonly leads: 'to meeting' } & Opened)
  | { readonly leads: 'nowhere' }
  | { readonly leads: 'to the past' | 'to others'; readonly settings: OrgSettings };

export type MeetingVisit = Extract<Visit, { leads: 'to meeting' }>;

/** What is looked at of a request for a page. */
interface Visitor {
  readonly params: { readonly token: string };
  readonly ip: string;
  readonly routeKey: string;
}

/** The mail said 30 days after the meeting; a meeting that was moved later takes the link along. */
const isExpired = ({ expiresAt }: GuestLink, booking: Booking | undefined, now: number): boolean =>
  Math.max(Date.parse(expiresAt), booking ? Date.parse(booking.end) + OUTLIVES_MS : 0) <= now;

/** Looks a token up by its hash; changes nothing but the count of visits. Throws `rate_limited`. */
export const openLink =
  (deps: Deps) =>
  async ({ params: { token }, ip, routeKey }: Visitor): Promise<Visit> => {
    const { notices, bookings, settings, clock } = deps;
    await limitVisit(deps)({ ip, token, isPress: routeKey.startsWith('POST ') });
    const link = await notices.link(guestTokenHash(token));
    if (link === undefined) return { leads: 'nowhere' };
    const { org, bookingId, guestId } = link;
    const [booking, orgSettings] = await Promise.all([bookings.read(org, bookingId), settings.read(org)]);
    if (booking === undefined || isExpired(link, booking, clock.now()))
      return { leads: 'to the past', settings: orgSettings };
    const guest = booking.guests.find(({ id }) => id === guestId);
    if (guest === undefined) return { leads: 'to others', settings: orgSettings };
    return { leads: 'to meeting', booking, guest, settings: orgSettings };
  };
