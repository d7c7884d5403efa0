import * as z from 'zod';
import { call, callJson } from './http.ts';
import { connectAt } from './person.ts';
import {
  type Booking,
  bookBen,
  bookingsUrl,
  bothMails,
  eventOf,
  firstStart,
  HOUR_MS,
  readBooking,
  type Stage,
} from './stage.ts';
import { hold, until } from './until.ts';
import { zoomMeetings } from './zoom-meetings.ts';

const connectZoom = async ({ urls, timeline, ben }: Stage): Promise<string> => {
  timeline.chapter('ben connects Zoom');
  const token = await connectAt(urls, 'zoom', ben);
  timeline.saw('ben', `is connected as ${ben.email}`);
  return token;
};

const book = async (stage: Stage): Promise<Booking> => {
  stage.timeline.chapter('The guest books ben on Zoom');
  const start = firstStart() + 24 * HOUR_MS;
  const booking = await bookBen(stage, { title: 'Subroutines', start, kind: 'zoom' });
  const link = booking.conference?.joinUrl ?? 'no link';
  const event = await until('the link in the calendar', async () => {
    const now = await eventOf(stage, booking);
    return JSON.stringify(now).includes(link) ? now : undefined;
  });
  stage.timeline.saw('ben', `sees in Google: ${event.summary}, ${link}`);
  await bothMails(stage, 'the confirmation', link);
  return booking;
};

const start = async (stage: Stage, { id, conference }: Booking): Promise<void> => {
  stage.timeline.chapter('ben asks for the link that starts the meeting');
  const shape = z.object({ url: z.string(), expiresAt: z.string() });
  const url = `${bookingsUrl(stage)}/${id}/start-link`;
  const link = await callJson(shape, url, { token: stage.ben.token });
  hold(link.url !== conference?.joinUrl, 'the start link is not the link of the guests');
  stage.timeline.saw('ben', `may start it with his own link until ${link.expiresAt}`);
};

const moveInZoom = async (stage: Stage, booking: Booking, token: string): Promise<void> => {
  const { urls, timeline } = stage;
  timeline.chapter('ben moves the meeting in Zoom, an hour later');
  const later = Date.parse(booking.start) + HOUR_MS;
  await zoomMeetings(urls.zoom, token).move(booking.conference, later);
  const moved = await until('the booking follows Zoom', async () => {
    const now = await readBooking(stage, booking.id);
    return Date.parse(now.start) === later ? now : undefined;
  });
  hold(moved.conference?.joinUrl === booking.conference?.joinUrl, 'the link survived the move');
  timeline.saw('hub', `the booking is at ${moved.start}, its link is the same`);
  await until('the event in Google follows', async () => {
    const event = await eventOf(stage, booking);
    return Date.parse(event.start?.dateTime ?? '') === later ? event : undefined;
  });
  timeline.saw('ben', 'sees in Google: the event has moved, too');
  await bothMails(stage, 'the reschedule', booking.conference?.joinUrl);
};

const cancel = async (stage: Stage, booking: Booking, token: string): Promise<void> => {
  const { urls, timeline, ben } = stage;
  timeline.chapter('ben cancels');
  await call(`${bookingsUrl(stage)}/${booking.id}/cancel`, { method: 'POST', token: ben.token, body: {} });
  const meetings = zoomMeetings(urls.zoom, token);
  await until('the meeting is gone at Zoom', async () =>
    (await meetings.start(booking.conference)) === undefined ? true : undefined,
  );
  timeline.saw('ben', 'sees in Zoom: the meeting is gone');
  await bothMails(stage, 'the cancellation');
};

/** A booking whose link ben's Zoom account makes, from connecting to cancelling; throws at the first step that does not hold. */
export const playZoomStory = async (stage: Stage): Promise<void> => {
  const token = await connectZoom(stage);
  const booking = await book(stage);
  await start(stage, booking);
  await moveInZoom(stage, booking, token);
  await cancel(stage, booking, token);
};
