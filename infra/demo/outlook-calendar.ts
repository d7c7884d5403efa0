import * as z from 'zod';
import { call } from './http.ts';

const Event = z.object({
  subject: z.string(),
  start: z.object({ dateTime: z.string() }),
  body: z.object({ content: z.string() }),
  onlineMeeting: z.object({ joinUrl: z.string() }).nullish(),
});

/** A person's own view of their mailbox, through Microsoft Graph; `token`: their own there. */
export const outlookCalendar = (microsoft: string, token: string) => {
  const pathOf = (id: string) => `${microsoft}/v1.0/me/events/${encodeURIComponent(id)}`;
  const at = (ms: number) => ({ dateTime: new Date(ms).toISOString().slice(0, 19), timeZone: 'UTC' });
  return {
    /** Undefined where there is no such event any more; `start`: epoch ms. */
    find: async (id: string) => {
      const response = await fetch(pathOf(id), { headers: { authorization: `Bearer ${token}` } });
      if (response.status === 404) return undefined;
      const { subject, start, body, onlineMeeting } = Event.parse(await response.json());
      const link = onlineMeeting?.joinUrl;
      return { subject, start: Date.parse(`${start.dateTime}Z`), text: body.content, link };
    },
    /** Instants, in epoch ms. */
    move: (id: string, start: number, end: number) =>
      call(pathOf(id), { method: 'PATCH', token, body: { start: at(start), end: at(end) } }),
  };
};
