import { call } from './http.ts';
import { outlookCalendar } from './outlook-calendar.ts';
import type { OutlookHost } from './outlook-story.ts';
import { connectAt, type Person, signIn } from './person.ts';
import {
  type Booking,
  bookHosts,
  bookingsUrl,
  eventIdOf,
  firstStart,
  HOUR_MS,
  iso,
  mailsTo,
  readBooking,
  type Stage,
} from './stage.ts';
import { agree, type Cast } from './three-worlds.ts';
import { hold } from './until.ts';

const book = async (stage: Stage, cast: Cast): Promise<Booking> => {
  const { chloe, ada, dan } = cast;
  stage.timeline.chapter('One meeting across Outlook (chloe), Google (ada) and Zoom (dan)');
  const start = firstStart() + 72 * HOUR_MS;
  const booking = await bookHosts(stage, [chloe, ada, dan], { title: 'Three worlds', start, kind: 'zoom' });
  await agree(stage, cast, { booking, start });
  const link = booking.conference?.joinUrl;
  await mailsTo(stage, [chloe, ada, dan], { what: 'the confirmation', link });
  return booking;
};

const moveByApi = async (stage: Stage, cast: Cast, booking: Booking): Promise<number> => {
  const { chloe, ada, dan } = cast;
  stage.timeline.chapter('The product moves it by the API, an hour later');
  const start = Date.parse(booking.start) + HOUR_MS;
  const body = { start: iso(start), end: iso(start + HOUR_MS / 2) };
  await call(`${bookingsUrl(stage)}/${booking.id}`, { method: 'PATCH', token: chloe.token, body });
  await agree(stage, cast, { booking, start });
  await mailsTo(stage, [chloe, ada, dan], { what: 'the reschedule', link: booking.conference?.joinUrl });
  return start;
};

const moveInOutlook = async (stage: Stage, cast: Cast, booking: Booking, from: number): Promise<void> => {
  const { chloe, ada, dan } = cast;
  stage.timeline.chapter('chloe moves it in Outlook, another hour later');
  const start = from + HOUR_MS;
  const mailbox = outlookCalendar(stage.urls.microsoft, chloe.outlookToken);
  await mailbox.move(eventIdOf(booking, chloe), start, start + HOUR_MS / 2);
  await agree(stage, cast, { booking, start });
  const now = await readBooking(stage, booking.id, chloe);
  hold(Date.parse(now.start) === start, 'the booking has moved, too');
  hold(now.conference?.joinUrl === booking.conference?.joinUrl, 'its link is the same');
  await mailsTo(stage, [chloe, ada, dan], { what: 'the reschedule', link: now.conference?.joinUrl });
};

const cancel = async (stage: Stage, cast: Cast, booking: Booking): Promise<void> => {
  const { chloe, ada, dan } = cast;
  stage.timeline.chapter('The product cancels it');
  await call(`${bookingsUrl(stage)}/${booking.id}/cancel`, { method: 'POST', token: chloe.token, body: {} });
  await agree(stage, cast, { booking, start: undefined });
  await mailsTo(stage, [chloe, ada, dan], { what: 'the cancellation' });
};

/** One meeting in three worlds, moved from two sides and cancelled; throws at the first step that does not hold. Resolves to who was in it. */
export const playThreeStory = async (
  stage: Stage,
  people: { readonly chloe: OutlookHost; readonly ada: Person },
): Promise<Cast> => {
  const dan = await signIn(stage.urls, 'dan');
  const cast = { ...people, dan, zoomToken: await connectAt(stage.urls, 'zoom', dan) };
  const booking = await book(stage, cast);
  const start = await moveByApi(stage, cast, booking);
  await moveInOutlook(stage, cast, booking, start);
  await cancel(stage, cast, booking);
  return cast;
};
