import { AdminEvents } from '../../events/http/admin-events.ts';
import { BookingsView } from '../../events/http/booking-view.ts';
import { Timeline } from '../../events/http/timeline.ts';
import type { Hub } from './hub.ts';
import { inGoogle, readBooking } from './meeting.ts';

/** As Google takes it: whole days, or instants. */
const timeOf = (at: string) => (at.includes('T') ? { dateTime: at } : { date: at });

/** Something of their own in a person's Google Calendar, once the hub knows of it. */
export const dentist = async (hub: Hub, [start, end]: readonly [string, string], user = 'ben') => {
  const event = { summary: 'Dentist', start: timeOf(start), end: timeOf(end) };
  const { id } = await (await inGoogle(hub, user)).add(event);
  await hub.settle();
  return String(id);
};

/** `ben 09:30-12:00`: what else the hosts of a booking have. */
export const clashes = async (hub: Hub, id: string): Promise<string[]> =>
  (await readBooking(hub, id)).conflicts.map(
    ({ userId, start, end }) => `${userId} ${start.slice(11, 16)}-${end.slice(11, 16)}`,
  );

/** The ids that `GET /v1/bookings` lists. */
export const listed = async (hub: Hub, query: string, user = 'ada'): Promise<string[]> =>
  (await hub.ask(BookingsView, 'GET', `/v1/bookings?${query}`, { user })).items.map(({ id }) => id);

/** What a booking's history tells of conflicts. */
export const toldOfClashes = async (hub: Hub, id: string, user = 'ada'): Promise<string[]> => {
  const { items } = await hub.ask(Timeline, 'GET', `/v1/bookings/${id}/timeline?limit=100`, { user });
  return items.filter(({ clashing }) => clashing !== undefined).map(({ type, text }) => `${type}: ${text}`);
};

/** The events of bookings since a mark, as integrators read them: `booking.created`. */
export const loggedOf = async (hub: Hub, bookingId: string): Promise<string[]> => {
  const { items } = await hub.ask(AdminEvents, 'GET', '/v1/admin/events?limit=100', { user: 'ada' });
  return items.filter(({ data }) => data.bookingId === bookingId).map(({ type }) => type);
};
