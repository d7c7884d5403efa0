import { PublicBooking } from '../../events/http/public-booking.ts';
import { SlotsView } from '../../events/http/slots.ts';
import { EVENT_TYPES } from './event-type.ts';
import type { Hub } from './hub.ts';

/** The Tuesday after a test begins, as far as an hour or two. */
export const TUESDAY = { from: '2027-01-05T09:00:00Z', to: '2027-01-05T11:00:00Z' };

/** What Gina books. */
const wish = (over: Record<string, unknown> = {}): Record<string, unknown> => ({
  start: '2027-01-05T10:00:00Z',
  zone: 'Europe/Prague',
  guest: { name: 'Gina', email: 'gina@example.org' },
  ...over,
});

/** A guest of their own, by number. */
export const guest = (nth: number) => ({ name: `Guest ${nth}`, email: `guest${nth}@example.org` });

export const askSlots = (hub: Hub, id: string, query: Record<string, string> = TUESDAY) =>
  hub.call('GET', `${EVENT_TYPES}/${id}/slots?${new URLSearchParams(query)}`);

export const slotsOf = async (
  hub: Hub,
  id: string,
  query: Record<string, string> = TUESDAY,
): Promise<SlotsView> => SlotsView.parse((await askSlots(hub, id, query)).body);

export const startsOf = async (
  hub: Hub,
  id: string,
  query: Record<string, string> = TUESDAY,
): Promise<string[]> => (await slotsOf(hub, id, query)).items.map(({ start }) => start);

/** What a guest's browser sends, signed in nowhere. */
export const reserve = (
  hub: Hub,
  id: string,
  over: Record<string, unknown> = {},
  headers: Record<string, string> = {},
) => hub.call('POST', `${EVENT_TYPES}/${id}/bookings`, { body: wish(over), headers });

/** Makes a booking that must succeed. */
export const reserved = async (
  hub: Hub,
  id: string,
  over: Record<string, unknown> = {},
): Promise<PublicBooking> =>
  hub.ask(PublicBooking, 'POST', `${EVENT_TYPES}/${id}/bookings`, { body: wish(over) });

export const confirm = (hub: Hub, id: string, token: string | undefined) =>
  hub.call('POST', `${EVENT_TYPES}/${id}/bookings/confirm`, { body: { token: token ?? '' } });
