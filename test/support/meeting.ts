import { BookingView } from '../../events/http/booking-view.ts';
import { connectGoogle } from './connect-google.ts';
import type { Hub } from './hub.ts';
import { book } from './order.ts';

export const GINA = { email: 'gina@example.org', name: 'Gina' };
/** The address of a demo user's Google account, as `connectGoogle` makes it. */
export const accountOf = (user: string): string => `${user}@gmail.example`;

/** A person's own hands in Google Calendar. */
export const inGoogle = async (hub: Hub, user: string) => {
  const call = await hub.google.as(accountOf(user));
  const path = (id: string) => `/calendar/v3/calendars/primary/events/${id}`;
  return {
    get: (id: string) => call('GET', path(id)),
    edit: (id: string, change: Record<string, unknown>) =>
      call('PATCH', `${path(id)}?conferenceDataVersion=1`, change),
    move: (id: string, start: string, end: string) =>
      call('PATCH', path(id), { start: { dateTime: start }, end: { dateTime: end } }),
    remove: (id: string) => call('DELETE', path(id)),
    add: (event: Record<string, unknown>) => call('POST', path('').slice(0, -1), event),
    answer: (id: string, responseStatus: string) =>
      call('PATCH', path(id), { attendees: [{ email: accountOf(user), responseStatus }] }),
  };
};

export const readBooking = (hub: Hub, id: string): Promise<BookingView> =>
  hub.ask(BookingView, 'GET', `/v1/bookings/${id}`, { user: 'ada' });

/** The events of a person's calendar that are not deleted. */
export const liveEvents = async (hub: Hub, user: string): Promise<Record<string, unknown>[]> =>
  (await hub.google.state()).events.filter(
    ({ calendar, status }) => calendar === accountOf(user) && status !== 'cancelled',
  );

/** Calls of the hub at the provider since a mark, as `METHOD path`. */
export const callsSince = async (hub: Hub, mark: number): Promise<string[]> =>
  (await hub.google.state()).calls
    .slice(mark)
    .map(({ method, path }) => `${method} ${path.replace('/calendar/v3/calendars/primary/', '')}`);

export interface Meeting {
  readonly id: string;
  readonly eventId: string;
}

/** Ben connects Google and is booked by Gina for a Meet call on Tuesday at ten in Prague; link and mails are there, the inbox is emptied. */
export const meeting = async (hub: Hub, over: Record<string, unknown> = {}): Promise<Meeting> => {
  await connectGoogle(hub, 'ben');
  const { id } = await book(hub, { location: { kind: 'google_meet' }, guests: [GINA], ...over });
  await hub.settle();
  await hub.advance('PT30S');
  hub.inbox.clear();
  const { hosts } = await readBooking(hub, id);
  return { id, eventId: hosts[0]?.calendar.eventId ?? '' };
};

/** Who got what since the inbox was emptied, in the order of addresses. */
export const told = async (hub: Hub): Promise<string[]> =>
  (await hub.inbox.all()).map(({ to, subject }) => `${to.join()}: ${subject}`).toSorted();
