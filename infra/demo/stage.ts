import type { Email } from 'postal-mime';
import * as z from 'zod';
import { googleCalendar } from './google-calendar.ts';
import { callJson } from './http.ts';
import type { HubProcess } from './hub-process.ts';
import type { openInbox } from './inbox.ts';
import type { Person, User } from './person.ts';
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
  hosts: z.array(
    z.object({
      userId: z.string(),
      calendar: z.object({ state: z.string(), eventId: z.string().optional() }),
    }),
  ),
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
export const readBooking = (stage: Stage, id: string, { token }: User = stage.ben): Promise<Booking> =>
  callJson(Booking, `${bookingsUrl(stage)}/${id}`, { token });

export const textOf = (mails: ReadonlyMap<string, Email>, address: string): string =>
  mails.get(address)?.text ?? '';

const tell = (timeline: Timeline, mails: ReadonlyMap<string, Email>): void => {
  for (const [address, { subject = '' }] of mails)
    timeline.saw(address.split('@')[0] ?? '', `gets a mail: ${subject}`);
};

type Mails = ReadonlyMap<string, Email>;

/** The mails that these people and the guest get now, one each; `link`: what all of them must carry. */
export const mailsTo = async (
  { mails, timeline }: Stage,
  people: readonly User[],
  { what, link }: { readonly what: string; readonly link?: string | undefined },
): Promise<Mails> => {
  const arrived = await mails(what, [...people.map(({ email }) => email), GUEST.email]);
  for (const address of arrived.keys())
    hold(
      link === undefined || textOf(arrived, address).includes(link),
      `the mail to ${address} has the link`,
    );
  tell(timeline, arrived);
  return arrived;
};

/** As `mailsTo` ben. */
export const bothMails = (stage: Stage, what: string, link?: string): Promise<Mails> =>
  mailsTo(stage, [stage.ben], { what, link });

interface Order {
  readonly title: string;
  readonly start: number;
  readonly kind: string;
}

/** These hosts are booked by the guest at an instant; resolves when the link is there and the event in every calendar. */
export const bookHosts = async (
  stage: Stage,
  hosts: readonly [User, ...User[]],
  { title, start, kind }: Order,
): Promise<Booking> => {
  const booked = await callJson(Booking, bookingsUrl(stage), {
    method: 'POST',
    token: hosts[0].token,
    headers: { 'idempotency-key': `demo-${kind}-${start}` },
    body: {
      title,
      start: iso(start),
      end: iso(start + HOUR_MS / 2),
      zone: 'Europe/Prague',
      hosts: hosts.map(({ id }) => id),
      guests: [GUEST],
      location: { kind },
    },
  });
  const { id, status, conference } = booked;
  stage.timeline.saw('hub', `201: ${id}, ${status}, conference ${conference?.state}`);
  return until('the events with their link', async () => {
    const now = await readBooking(stage, id, hosts[0]);
    const isThere = now.hosts.every(({ calendar }) => ['synced', 'not_connected'].includes(calendar.state));
    return now.conference?.joinUrl && isThere ? now : undefined;
  });
};

/** As `bookHosts` with ben alone. */
export const bookBen = (stage: Stage, order: Order): Promise<Booking> => bookHosts(stage, [stage.ben], order);

/** The id of somebody's event of a booking, in their calendar. */
export const eventIdOf = ({ hosts }: Booking, { id }: User): string =>
  hosts.find(({ userId }) => userId === id)?.calendar.eventId ?? '';

/** Ben's event of a booking, as Google shows it. */
export const eventOf = ({ urls, ben }: Stage, booking: Booking) =>
  googleCalendar(urls.google, ben).read(eventIdOf(booking, ben));
