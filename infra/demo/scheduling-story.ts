import { bookSlot, firstSlots, offerMeetings } from './event-type.ts';
import { googleCalendar } from './google-calendar.ts';
import { call } from './http.ts';
import type { Person } from './person.ts';
import { pressForm } from './press-form.ts';
import {
  type Booking,
  eventIdOf,
  GUEST,
  HOUR_MS,
  iso,
  mailsTo,
  readBooking,
  type Stage,
  textOf,
} from './stage.ts';
import { agree, type Cast } from './three-worlds.ts';
import { hold, until } from './until.ts';

const hostsOf = (...ids: string[]) => ids.map((userId) => ({ userId }));

/** The guest's next booking of an offer whose hosts take turns; resolves to whose turn it was. */
const takeTurn = async (
  stage: Stage,
  hosts: readonly Person[],
  offer: string,
  start: string | undefined,
): Promise<string> => {
  const { id } = await bookSlot(stage, offer, start);
  const reader = hosts[0] ?? stage.ben;
  const booking = await until('the event in the calendar of whose turn it is', async () => {
    const now = await readBooking(stage, id, reader);
    return now.hosts.every(({ calendar }) => calendar.state === 'synced') ? now : undefined;
  });
  const host = hosts.find((one) => booking.hosts.some(({ userId }) => userId === one.id));
  hold(host !== undefined && booking.hosts.length === 1, 'one of the hosts was given the meeting');
  if (host === undefined) return '';
  const event = await googleCalendar(stage.urls.google, host).read(eventIdOf(booking, host));
  stage.timeline.saw(host.id, `sees in Google: ${event.summary}`);
  await mailsTo(stage, [host], { what: 'the confirmation', link: booking.conference?.joinUrl });
  return host.id;
};

const byTurns = async (stage: Stage, ada: Person): Promise<void> => {
  stage.timeline.chapter('The guest books twice where ada and ben take turns');
  const offer = await offerMeetings(stage, ada, {
    title: 'Quick help',
    kind: 'round_robin',
    hosts: hostsOf('ada', 'ben'),
    location: { kind: 'google_meet' },
  });
  const slots = await firstSlots(stage, offer);
  const turns = [
    await takeTurn(stage, [ada, stage.ben], offer, slots[0]),
    await takeTurn(stage, [ada, stage.ben], offer, slots[2]),
  ];
  hold(new Set(turns).size === 2, 'each of the two had one turn');
  stage.timeline.saw('hub', `gave the first to ${turns[0]} and the second to ${turns[1]}`);
};

interface Panel {
  readonly booking: Booking;
  /** The guest's own page. */
  readonly link: string;
}

const bookPanel = async (stage: Stage, cast: Cast): Promise<Panel> => {
  const { chloe, ada, dan } = cast;
  stage.timeline.chapter('The guest books chloe, ada and dan together');
  const offer = await offerMeetings(stage, ada, {
    title: 'Panel',
    kind: 'collective',
    hosts: hostsOf('chloe', 'ada', 'dan'),
    location: { kind: 'zoom' },
    reminders: [{ before: 'PT24H', to: 'all' }],
  });
  const slots = await firstSlots(stage, offer);
  const { id, link, start } = await bookSlot(stage, offer, slots.at(-1));
  const booking = await until('the events with their link', async () => {
    const now = await readBooking(stage, id, chloe);
    const isThere = now.hosts.every(({ calendar }) => ['synced', 'not_connected'].includes(calendar.state));
    return now.conference?.joinUrl && isThere ? now : undefined;
  });
  await agree(stage, cast, { booking, start: Date.parse(start) });
  await mailsTo(stage, [chloe, ada, dan], { what: 'the confirmation', link: booking.conference?.joinUrl });
  return { booking, link };
};

/** Of the times on the page the first of which people can still be reminded a day before. */
const firstChoice = (form: string): string => {
  const starts = [...form.matchAll(/<input type="radio" name="start" value="([^"]+)"/gu)];
  const soonest = iso(Date.now() + 25 * HOUR_MS);
  return starts.map(([, start = '']) => start).find((start) => start > soonest) ?? '';
};

const movePanel = async (stage: Stage, cast: Cast, { booking, link }: Panel): Promise<number> => {
  const { chloe, ada, dan } = cast;
  const { timeline } = stage;
  timeline.chapter('The guest opens their page and chooses another time');
  let chosen = '';
  await pressForm(`${link}/reschedule`, (form) => {
    chosen = firstChoice(form);
    return { start: chosen, reason: 'My train is late' };
  });
  const start = Date.parse(chosen);
  hold(chosen !== '' && start !== Date.parse(booking.start), 'the page offers another time');
  timeline.saw('grace', `pressed the button: the meeting is at ${chosen}`);
  await agree(stage, cast, { booking, start });
  const mails = await mailsTo(stage, [chloe, ada, dan], {
    what: 'the reschedule',
    link: booking.conference?.joinUrl,
  });
  hold(textOf(mails, chloe.email).includes('My train is late'), 'hosts read the reason');
  return start;
};

const remind = async (stage: Stage, { chloe, ada, dan }: Cast, start: number): Promise<void> => {
  stage.timeline.chapter('Time goes by until a day before the meeting');
  const minutes = Math.ceil((start - 24 * HOUR_MS - Date.now()) / 60_000) + 1;
  await call(`${stage.urls.hub}/dev/clock`, { method: 'POST', body: { advance: `PT${minutes}M` } });
  const mails = await mailsTo(stage, [chloe, ada, dan], { what: 'the reminder' });
  for (const [address, { subject = '' }] of mails)
    hold(subject.startsWith('Reminder: Panel'), `${address} is reminded, once`);
  hold(mails.has(GUEST.email), 'the guest is reminded, too');
};

/** Guests book one of two hosts by turns, and three hosts at once, move that on their page, and all are reminded; throws at the first step that does not hold. */
export const playSchedulingStory = async (stage: Stage, cast: Cast): Promise<void> => {
  await byTurns(stage, cast.ada);
  const panel = await bookPanel(stage, cast);
  await remind(stage, cast, await movePanel(stage, cast, panel));
};
