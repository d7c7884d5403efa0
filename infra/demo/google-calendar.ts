import * as z from 'zod';
import { call, callJson } from './http.ts';
import type { Person } from './person.ts';

const Event = z.looseObject({
  id: z.string(),
  status: z.string(),
  summary: z.string().optional(),
  hangoutLink: z.string().optional(),
  start: z.object({ dateTime: z.string() }).optional(),
});

/** A person's own view of their primary calendar, through Google's API. */
export const googleCalendar = (google: string, { googleToken: token }: Person) => {
  const events = `${google}/calendar/v3/calendars/primary/events`;
  return {
    read: (id: string) => callJson(Event, `${events}/${id}`, { token }),
    move: (id: string, start: string, end: string) =>
      call(`${events}/${id}`, {
        method: 'PATCH',
        token,
        body: { start: { dateTime: start }, end: { dateTime: end } },
      }),
  };
};
