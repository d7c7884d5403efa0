import type { Booking, Guest } from '../../events/stored/booking.ts';
import type { OrgSettings } from '../../events/stored/org-settings.ts';
import { isLinkOver } from '../../shared/domain/is-link-over.ts';
import { guestTokenHash } from '../../shared/notices/guest-token.ts';
import type { Deps } from './deps.ts';
import { limitVisit } from './limit-visit.ts';

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
    if (booking === undefined || isLinkOver(link, booking, clock.now()))
      return { leads: 'to the past', settings: orgSettings };
    const guest = booking.guests.find(({ id }) => id === guestId);
    if (guest === undefined) return { leads: 'to others', settings: orgSettings };
    return { leads: 'to meeting', booking, guest, settings: orgSettings };
  };
