import { googleCalendar } from './google-calendar.ts';
import { call } from './http.ts';
import type { HubProcess } from './hub-process.ts';
import { openInbox } from './inbox.ts';
import { playOutlookStory } from './outlook-story.ts';
import { connectPerson } from './person.ts';
import { pressForm } from './press-form.ts';
import { playSchedulingStory } from './scheduling-story.ts';
import {
  type Booking,
  bookBen,
  bothMails,
  eventOf,
  firstStart,
  GUEST,
  HOUR_MS,
  iso,
  readBooking,
  type Stage,
  textOf,
} from './stage.ts';
import { playThreeStory } from './three-story.ts';
import type { Timeline } from './timeline.ts';
import { hold, until } from './until.ts';
import { playZoomStory } from './zoom-story.ts';

const book = (stage: Stage): Promise<Booking> => {
  stage.timeline.chapter('A guest books ben');
  return bookBen(stage, { title: 'Compilers over coffee', start: firstStart(), kind: 'google_meet' });
};

const confirm = async (stage: Stage, booking: Booking): Promise<string> => {
  const { conference, start } = booking;
  const event = await eventOf(stage, booking);
  hold(event.hangoutLink === conference?.joinUrl, "the event in ben's calendar has the booking's link");
  hold(
    Date.parse(event.start?.dateTime ?? '') === Date.parse(start),
    "the event in ben's calendar has the booking's time",
  );
  stage.timeline.saw('ben', `sees in Google: ${event.summary}, ${event.hangoutLink}`);
  const confirmations = await bothMails(stage, 'the confirmation', conference?.joinUrl ?? 'no link');
  return /https?:\/\/\S+\/b\/[\w-]+\/cancel/u.exec(textOf(confirmations, GUEST.email))?.[0] ?? '';
};

const moveInGoogle = async (stage: Stage, { id, start, hosts, conference }: Booking): Promise<void> => {
  const { urls, timeline, ben } = stage;
  timeline.chapter('ben moves the event in Google, two hours later');
  const later = Date.parse(start) + 2 * HOUR_MS;
  await googleCalendar(urls.google, ben).move(
    hosts[0]?.calendar.eventId ?? '',
    iso(later),
    iso(later + HOUR_MS / 2),
  );
  const moved = await until('the booking follows Google', async () => {
    const now = await readBooking(stage, id);
    return Date.parse(now.start) === later ? now : undefined;
  });
  hold(moved.conference?.joinUrl === conference?.joinUrl, 'the link survived the move');
  timeline.saw('hub', `the booking is at ${moved.start}, its link is the same`);
  await bothMails(stage, 'the reschedule');
};

const openWithoutEffect = async (stage: Stage, id: string, link: string): Promise<void> => {
  for (const method of ['GET', 'HEAD', 'GET', 'GET', 'HEAD', 'GET']) await call(link, { method });
  hold((await readBooking(stage, id)).status === 'confirmed', 'opening the cancel link changes nothing');
  stage.timeline.saw('grace', 'opened the cancel link six times: nothing happened');
};

const cancel = async (stage: Stage, booking: Booking, link: string): Promise<void> => {
  const { timeline } = stage;
  timeline.chapter('The guest opens the cancel link, then presses Cancel');
  await openWithoutEffect(stage, booking.id, link);
  await pressForm(link);
  hold(
    (await readBooking(stage, booking.id)).status === 'cancelled',
    'the pressed button cancels the booking',
  );
  timeline.saw('grace', 'pressed Cancel: the booking is cancelled');
  await until("the event is gone from ben's calendar", async () => {
    const event = await eventOf(stage, booking);
    return event.status === 'cancelled' ? event : undefined;
  });
  timeline.saw('ben', 'sees in Google: the event is gone');
  await bothMails(stage, 'the cancellation');
};

/** The main job from connecting to cancelling, on Meet, Zoom and Teams, across all three, and booked by guests; throws at the first step that does not hold. */
export const playStory = async (urls: HubProcess['urls'], timeline: Timeline): Promise<void> => {
  timeline.chapter('ada and ben connect Google');
  const people = await Promise.all([connectPerson(urls, 'ada'), connectPerson(urls, 'ben')]);
  for (const { id, email } of people) timeline.saw(id, `is connected as ${email}`);
  const [ada, ben] = people;
  await call(`${urls.inbox}/messages`, { method: 'DELETE' });
  const stage = { urls, timeline, ben, mails: openInbox(urls.inbox) };
  const booked = await book(stage);
  const link = await confirm(stage, booked);
  await moveInGoogle(stage, booked);
  await cancel(stage, booked, link);
  await playZoomStory(stage);
  const cast = await playThreeStory(stage, { ada, chloe: await playOutlookStory(stage) });
  await playSchedulingStory(stage, cast);
};
