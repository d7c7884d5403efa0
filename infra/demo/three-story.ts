import { googleCalendar } from './google-calendar.ts';
import { call } from './http.ts';
import { outlookCalendar } from './outlook-calendar.ts';
import type { OutlookHost } from './outlook-story.ts';
import { connectAt, type Person, signIn, type User } from './person.ts';
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
import { hold, until } from './until.ts';
import { zoomMeetings } from './zoom-meetings.ts';

/** Chloe organizes in Outlook, Ada's calendar is at Google, and Dan, who has no calendar, makes the link. */
interface Cast {
  readonly chloe: OutlookHost;
  readonly ada: Person;
  readonly dan: User;
  /** Dan's own token at Zoom. */
  readonly zoomToken: string;
}
type View = Readonly<Record<'Outlook' | 'Google' | 'Zoom', number | undefined>>;

/** When it is, as each of the three sees it, in epoch ms; undefined where it is gone. */
const lookAround = async (
  { urls }: Stage,
  { chloe, ada, zoomToken }: Cast,
  booking: Booking,
): Promise<View> => {
  const inOutlook = await outlookCalendar(urls.microsoft, chloe.outlookToken).find(eventIdOf(booking, chloe));
  const inGoogle = await googleCalendar(urls.google, ada).read(eventIdOf(booking, ada));
  return {
    Outlook: inOutlook?.start,
    Google: inGoogle.status === 'cancelled' ? undefined : Date.parse(inGoogle.start?.dateTime ?? ''),
    Zoom: await zoomMeetings(urls.zoom, zoomToken).start(booking.conference),
  };
};

/** Until all three agree on an instant, or on its absence. */
const agree = async (
  stage: Stage,
  cast: Cast,
  { booking, start }: { readonly booking: Booking; readonly start: number | undefined },
): Promise<void> => {
  await until('Outlook, Google and Zoom agree', async () => {
    const view = await lookAround(stage, cast, booking);
    return Object.values(view).every((each) => each === start) ? view : undefined;
  });
  const at = start === undefined ? 'it is gone' : `it is at ${iso(start)}`;
  for (const [who, where] of [
    ['chloe', 'Outlook'],
    ['ada', 'Google'],
    ['dan', 'Zoom'],
  ] as const)
    stage.timeline.saw(who, `sees in ${where}: ${at}`);
};

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

/** One meeting in three worlds, moved from two sides and cancelled; throws at the first step that does not hold. */
export const playThreeStory = async (
  stage: Stage,
  people: { readonly chloe: OutlookHost; readonly ada: Person },
): Promise<void> => {
  const dan = await signIn(stage.urls, 'dan');
  const cast = { ...people, dan, zoomToken: await connectAt(stage.urls, 'zoom', dan) };
  const booking = await book(stage, cast);
  const start = await moveByApi(stage, cast, booking);
  await moveInOutlook(stage, cast, booking, start);
  await cancel(stage, cast, booking);
};
