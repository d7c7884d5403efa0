import type { z } from 'zod';
import { CalendarsReply, CalendarView } from '../../events/http/calendars.ts';
import type { Hub } from './hub.ts';
import { accountOf } from './meeting.ts';

export const LIST = '/v1/me/calendars';

export interface MoreCalendar {
  readonly name: string;
  readonly id?: string;
  /** null takes it away. */
  readonly role?: string | null;
  readonly zone?: string;
}

export const calendarId = (name: string): string =>
  `${Buffer.from(name).toString('hex')}@group.calendar.google.com`;

/** Further calendars in the list of a Google account, or a role in them changed. */
export const shareCalendars = (hub: Hub, email: string, calendars: readonly MoreCalendar[]): Promise<void> =>
  hub.google.account({
    email,
    name: email,
    calendars: calendars.map(({ name, id = calendarId(name), role = 'owner', zone }) => ({
      id,
      summary: name,
      role,
      ...(zone !== undefined && { zone }),
    })),
  });

export const listCalendars = async (hub: Hub, user = 'ben'): Promise<z.infer<typeof CalendarView>[]> => {
  const found: z.infer<typeof CalendarView>[] = [];
  let cursor = '';
  for (;;) {
    const path = `${LIST}?limit=100${cursor}`;
    const { items, next } = await hub.ask(CalendarsReply, 'GET', path, { user });
    found.push(...items);
    if (next === undefined) return found;
    cursor = `&cursor=${encodeURIComponent(next)}`;
  }
};

export const calendarNamed = async (hub: Hub, name: string, user = 'ben') => {
  const found = (await listCalendars(hub, user)).find((each) => each.name === name);
  if (!found) throw new Error(`${user} has no calendar ${name}`);
  return found;
};

/** Chooses by the name of the calendar; must succeed, and comes to rest. */
export const choose = async (hub: Hub, name: string, body: Record<string, unknown>, user = 'ben') => {
  const { id } = await calendarNamed(hub, name, user);
  const view = await hub.ask(CalendarView, 'PATCH', `${LIST}/${id}`, { user, body });
  await hub.settle();
  return view;
};

/** What its owner enters by hand into one of their calendars. */
export const addTo = async (hub: Hub, name: string, times: readonly [string, string], user = 'ben') => {
  const call = await hub.google.as(accountOf(user));
  const [start, end] = times;
  const path = `/calendar/v3/calendars/${encodeURIComponent(name === 'primary' ? name : calendarId(name))}/events`;
  const event = { summary: 'Lunch', start: { dateTime: start }, end: { dateTime: end } };
  const { id } = await call('POST', path, event);
  await hub.settle();
  return String(id);
};
