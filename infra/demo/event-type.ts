import * as z from 'zod';
import { callJson } from './http.ts';
import type { Person } from './person.ts';
import { GUEST, iso, type Stage } from './stage.ts';
import { hold } from './until.ts';

const Offer = z.object({ id: z.string() });
const Slots = z.object({ items: z.array(z.object({ start: z.string() })) });
const Booked = z.object({ id: z.string(), start: z.string(), status: z.string(), link: z.string() });
type Booked = z.infer<typeof Booked>;

/** Something that guests can book; `ada` is an admin. */
export const offerMeetings = async (
  { urls }: Stage,
  ada: Person,
  offer: Readonly<Record<string, unknown>>,
): Promise<string> => {
  const body = { durations: ['PT30M'], state: 'active', reminders: [], ...offer };
  const request = { method: 'POST', token: ada.token, body };
  return (await callJson(Offer, `${urls.hub}/v1/event-types`, request)).id;
};

/** The first slots that are offered a day from now or later, for anybody to see. */
export const firstSlots = async ({ urls, timeline }: Stage, offer: string): Promise<readonly string[]> => {
  const day = 24 * 3_600_000;
  const query = new URLSearchParams({
    from: iso(Date.now() + day),
    to: iso(Date.now() + 8 * day),
    zone: GUEST.zone,
  });
  const { items } = await callJson(Slots, `${urls.hub}/v1/event-types/${offer}/slots?${query}`);
  const [first] = items;
  hold(first !== undefined, 'there are slots to choose from');
  timeline.saw('grace', `may choose from ${items.length} times, the first at ${first?.start}`);
  return items.map(({ start }) => start);
};

/** The guest books without signing in. */
export const bookSlot = async (
  { urls, timeline }: Stage,
  offer: string,
  start: string | undefined,
): Promise<Booked> => {
  const { name, email, zone, locale } = GUEST;
  const booked = await callJson(Booked, `${urls.hub}/v1/event-types/${offer}/bookings`, {
    method: 'POST',
    body: { start, zone, locale, guest: { name, email } },
  });
  timeline.saw('hub', `201: ${booked.id}, ${booked.status}, at ${booked.start}`);
  return booked;
};
