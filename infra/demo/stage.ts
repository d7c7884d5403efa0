import type { Email } from 'postal-mime';
import * as z from 'zod';
import { googleCalendar } from './google-calendar.ts';
import { callJson } from './http.ts';
import type { HubProcess } from './hub-process.ts';
import type { openInbox } from './inbox.ts';
import type { Person } from './person.ts';
import type { Timeline } from './timeline.ts';
import { hold, until } from './until.ts';

export const GUEST = {
  email: 'grace@guest.example',
  name: 'Grace Hopper',
  zone: 'America/New_York',
  locale: 'en',
};
export const HOUR_MS = 3_600_000;

const Booking = z.object({
  id: z.string(),
  start: z.string(),
  status: z.string(),
  hosts: z.array(z.object({ calendar: z.object({ state: z.string(), eventId: z.string().optional() }) })),
  conference: z.object({ joinUrl: z.string().optional(), state: z.string() }).optional(),
});
export type Booking = z.infer<typeof Booking>;

/** Where a story plays, and who is in it. */
export interface Stage {
  readonly urls: HubProcess['urls'];
  readonly timeline: Timeline;
  readonly ben: Person;
  readonly mails: ReturnType<typeof openInbox>;
}

/** Next week, at a full hour. */
export const firstStart = (): number => Math.ceil(Date.now() / HOUR_MS) * HOUR_MS + 7 * 24 * HOUR_MS;
export const iso = (ms: number): string => new Date(ms).toISOString();

export const bookingsUrl = ({ urls }: Stage): string => `${urls.hub}/v1/bookings`;
export const readBooking = (stage: Stage, id: string): Promise<Booking> =>
  callJson(Booking, `${bookingsUrl(stage)}/${id}`, { token: stage.ben.token });

export const textOf = (mails: ReadonlyMap<string, Email>, address: string): string =>
  mails.get(address)?.text ?? '';

const tell = (timeline: Timeline, mails: ReadonlyMap<string, Email>): void => {
  for (const [address, { subject = '' }] of mails)
    timeline.saw(address.split('@')[0] ?? '', `gets a mail: ${subject}`);
};

/** The mails that host and guest get now, one each; `link`: what both must carry. */
export const bothMails = async (
  { mails, ben, timeline }: Stage,
  what: string,
  link?: string,
): Promise<ReadonlyMap<string, Email>> => {
  const arrived = await mails(what, [ben.email, GUEST.email]);
  for (const address of arrived.keys())
    hold(
      link === undefined || textOf(arrived, address).includes(link),
      `the mail to ${address} has the link`,
    );
  tell(timeline, arrived);
  return arrived;
};

/** Ben is booked by the guest at an instant; resolves when the link is there and the event in his calendar. */
export const bookBen = async (
  stage: Stage,
  { title, start, kind }: { readonly title: string; readonly start: number; readonly kind: string },
): Promise<Booking> => {
  const { ben, timeline } = stage;
  const booked = await callJson(Booking, bookingsUrl(stage), {
    method: 'POST',
    token: ben.token,
    headers: { 'idempotency-key': `demo-${kind}-${start}` },
    body: {
      title,
      start: iso(start),
      end: iso(start + HOUR_MS / 2),
      zone: 'Europe/Prague',
      hosts: [ben.id],
      guests: [GUEST],
      location: { kind },
    },
  });
  timeline.saw('hub', `201: ${booked.id}, ${booked.status}, conference ${booked.conference?.state}`);
  return until('the event with its link', async () => {
    const now = await readBooking(stage, booked.id);
    return now.conference?.joinUrl && now.hosts[0]?.calendar.state === 'synced' ? now : undefined;
  });
};

/** Ben's event of a booking, as Google shows it. */
export const eventOf = ({ urls, ben }: Stage, { hosts }: Booking) =>
  googleCalendar(urls.google, ben).read(hosts[0]?.calendar.eventId ?? '');
