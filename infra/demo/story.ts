import type { Email } from 'postal-mime';
import * as z from 'zod';
import { googleCalendar } from './google-calendar.ts';
import { call, callJson } from './http.ts';
import type { HubProcess } from './hub-process.ts';
import { openInbox } from './inbox.ts';
import { connectPerson, type Person } from './person.ts';
import type { Timeline } from './timeline.ts';
import { hold, until } from './until.ts';

const GUEST = { email: 'grace@guest.example', name: 'Grace Hopper', zone: 'America/New_York', locale: 'en' };
const HOUR_MS = 3_600_000;

const Booking = z.object({
  id: z.string(),
  start: z.string(),
  status: z.string(),
  hosts: z.array(z.object({ calendar: z.object({ state: z.string(), eventId: z.string().optional() }) })),
  conference: z.object({ joinUrl: z.string().optional(), state: z.string() }).optional(),
});
type Booking = z.infer<typeof Booking>;

/** Next week, at a full hour. */
const firstStart = (): number => Math.ceil(Date.now() / HOUR_MS) * HOUR_MS + 7 * 24 * HOUR_MS;
const iso = (ms: number): string => new Date(ms).toISOString();

const textOf = (mails: ReadonlyMap<string, Email>, address: string): string => mails.get(address)?.text ?? '';

const tell = (timeline: Timeline, mails: ReadonlyMap<string, Email>): void => {
  for (const [address, { subject = '' }] of mails)
    timeline.saw(address.split('@')[0] ?? '', `gets a mail: ${subject}`);
};

interface Stage {
  readonly urls: HubProcess['urls'];
  readonly timeline: Timeline;
  readonly ben: Person;
  readonly mails: ReturnType<typeof openInbox>;
}

const bookingsUrl = ({ urls }: Stage): string => `${urls.hub}/v1/bookings`;
const read = (stage: Stage, id: string): Promise<Booking> =>
  callJson(Booking, `${bookingsUrl(stage)}/${id}`, { token: stage.ben.token });

const book = async (stage: Stage): Promise<Booking> => {
  const { ben, timeline } = stage;
  timeline.chapter('A guest books ben');
  const start = firstStart();
  const booked = await callJson(Booking, bookingsUrl(stage), {
    method: 'POST',
    token: ben.token,
    headers: { 'idempotency-key': `demo-${start}` },
    body: {
      title: 'Compilers over coffee',
      start: iso(start),
      end: iso(start + HOUR_MS / 2),
      zone: 'Europe/Prague',
      hosts: [ben.id],
      guests: [GUEST],
      location: { kind: 'google_meet' },
    },
  });
  timeline.saw('hub', `201: ${booked.id}, ${booked.status}, conference ${booked.conference?.state}`);
  return until('the event with its Meet link', async () => {
    const now = await read(stage, booked.id);
    return now.conference?.joinUrl && now.hosts[0]?.calendar.state === 'synced' ? now : undefined;
  });
};

const confirm = async (stage: Stage, { hosts, conference, start }: Booking): Promise<string> => {
  const { urls, timeline, ben, mails } = stage;
  const event = await googleCalendar(urls.google, ben).read(hosts[0]?.calendar.eventId ?? '');
  hold(event.hangoutLink === conference?.joinUrl, "the event in ben's calendar has the booking's link");
  hold(
    Date.parse(event.start?.dateTime ?? '') === Date.parse(start),
    "the event in ben's calendar has the booking's time",
  );
  timeline.saw('ben', `sees in Google: ${event.summary}, ${event.hangoutLink}`);
  const confirmations = await mails('the confirmation', [ben.email, GUEST.email]);
  for (const address of confirmations.keys())
    hold(
      textOf(confirmations, address).includes(conference?.joinUrl ?? 'no link'),
      `the mail to ${address} has the link`,
    );
  tell(timeline, confirmations);
  return /https?:\/\/\S+\/b\/[\w-]+\/cancel/u.exec(textOf(confirmations, GUEST.email))?.[0] ?? '';
};

const moveInGoogle = async (stage: Stage, { id, start, hosts, conference }: Booking): Promise<void> => {
  const { urls, timeline, ben, mails } = stage;
  timeline.chapter('ben moves the event in Google, two hours later');
  const later = Date.parse(start) + 2 * HOUR_MS;
  await googleCalendar(urls.google, ben).move(
    hosts[0]?.calendar.eventId ?? '',
    iso(later),
    iso(later + HOUR_MS / 2),
  );
  const moved = await until('the booking follows Google', async () => {
    const now = await read(stage, id);
    return Date.parse(now.start) === later ? now : undefined;
  });
  hold(moved.conference?.joinUrl === conference?.joinUrl, 'the link survived the move');
  timeline.saw('hub', `the booking is at ${moved.start}, its link is the same`);
  tell(timeline, await mails('the reschedule', [ben.email, GUEST.email]));
};

const openWithoutEffect = async (stage: Stage, id: string, link: string): Promise<void> => {
  for (const method of ['GET', 'HEAD', 'GET', 'GET', 'HEAD', 'GET']) await call(link, { method });
  hold((await read(stage, id)).status === 'confirmed', 'opening the cancel link changes nothing');
  stage.timeline.saw('grace', 'opened the cancel link six times: nothing happened');
};

/** The form of the page, pressed as a browser without JavaScript would. */
const pressCancel = async (link: string): Promise<void> => {
  const page = await (await call(link)).text();
  const hidden = [...page.matchAll(/<input[^>]*type="hidden"[^>]*name="([^"]+)"[^>]*value="([^"]*)"/gu)];
  const body = new URLSearchParams(
    hidden.map(([, name = '', value = '']): [string, string] => [name, value]),
  );
  const response = await fetch(link, { method: 'POST', body });
  hold(response.status < 400, `pressing Cancel answers ${response.status}`);
};

const cancel = async (stage: Stage, { id, hosts }: Booking, link: string): Promise<void> => {
  const { urls, timeline, ben, mails } = stage;
  timeline.chapter('The guest opens the cancel link, then presses Cancel');
  await openWithoutEffect(stage, id, link);
  await pressCancel(link);
  hold((await read(stage, id)).status === 'cancelled', 'the pressed button cancels the booking');
  timeline.saw('grace', 'pressed Cancel: the booking is cancelled');
  await until("the event is gone from ben's calendar", async () => {
    const event = await googleCalendar(urls.google, ben).read(hosts[0]?.calendar.eventId ?? '');
    return event.status === 'cancelled' ? event : undefined;
  });
  timeline.saw('ben', 'sees in Google: the event is gone');
  tell(timeline, await mails('the cancellation', [ben.email, GUEST.email]));
};

/** The main job from connecting to cancelling; throws at the first step that does not hold. */
export const playStory = async (urls: HubProcess['urls'], timeline: Timeline): Promise<void> => {
  timeline.chapter('ada and ben connect Google');
  const people = await Promise.all([connectPerson(urls, 'ada'), connectPerson(urls, 'ben')]);
  for (const { id, email } of people) timeline.saw(id, `is connected as ${email}`);
  const [, ben] = people;
  await call(`${urls.inbox}/messages`, { method: 'DELETE' });
  const stage = { urls, timeline, ben, mails: openInbox(urls.inbox) };
  const booked = await book(stage);
  const link = await confirm(stage, booked);
  await moveInGoogle(stage, booked);
  await cancel(stage, booked, link);
};
