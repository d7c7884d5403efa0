import { call } from './http.ts';
import { outlookCalendar } from './outlook-calendar.ts';
import { connectAt, signIn, type User } from './person.ts';
import {
  type Booking,
  bookHosts,
  bookingsUrl,
  eventIdOf,
  firstStart,
  HOUR_MS,
  mailsTo,
  readBooking,
  type Stage,
} from './stage.ts';
import { hold, until } from './until.ts';

/** A host with Outlook, and their own token there. */
export interface OutlookHost extends User {
  readonly outlookToken: string;
}

const connectOutlook = async ({ urls, timeline }: Stage): Promise<OutlookHost> => {
  timeline.chapter('chloe connects Outlook');
  const chloe = await signIn(urls, 'chloe');
  const outlookToken = await connectAt(urls, 'microsoft', chloe);
  timeline.saw('chloe', `is connected as ${chloe.email}`);
  return { ...chloe, outlookToken };
};

const book = async (stage: Stage, chloe: OutlookHost): Promise<Booking> => {
  const { timeline, urls } = stage;
  timeline.chapter('The guest books chloe on Teams');
  const start = firstStart() + 48 * HOUR_MS;
  const booking = await bookHosts(stage, [chloe], { title: 'Debugging moths', start, kind: 'teams' });
  const link = booking.conference?.joinUrl;
  const event = await outlookCalendar(urls.microsoft, chloe.outlookToken).find(eventIdOf(booking, chloe));
  hold(event?.link === link, "the event in chloe's mailbox has the booking's Teams link");
  hold(event?.start === start, "the event in chloe's mailbox has the booking's time");
  timeline.saw('chloe', `sees in Outlook: ${event?.subject}, ${link?.slice(0, 60)}…`);
  await mailsTo(stage, [chloe], { what: 'the confirmation', link });
  return booking;
};

const moveInOutlook = async (stage: Stage, booking: Booking, chloe: OutlookHost): Promise<void> => {
  const { timeline, urls } = stage;
  timeline.chapter('chloe moves the event in Outlook, two hours later');
  const later = Date.parse(booking.start) + 2 * HOUR_MS;
  const mailbox = outlookCalendar(urls.microsoft, chloe.outlookToken);
  await mailbox.move(eventIdOf(booking, chloe), later, later + HOUR_MS / 2);
  const moved = await until('the booking follows Outlook', async () => {
    const now = await readBooking(stage, booking.id, chloe);
    return Date.parse(now.start) === later ? now : undefined;
  });
  const link = booking.conference?.joinUrl;
  hold(moved.conference?.joinUrl === link, 'the Teams link survived the move');
  timeline.saw('hub', `the booking is at ${moved.start}, its link is the same`);
  await mailsTo(stage, [chloe], { what: 'the reschedule', link });
};

const cancel = async (stage: Stage, booking: Booking, chloe: OutlookHost): Promise<void> => {
  const { timeline, urls } = stage;
  timeline.chapter('chloe cancels');
  await call(`${bookingsUrl(stage)}/${booking.id}/cancel`, { method: 'POST', token: chloe.token, body: {} });
  const mailbox = outlookCalendar(urls.microsoft, chloe.outlookToken);
  await until('the event is gone from the mailbox', async () =>
    (await mailbox.find(eventIdOf(booking, chloe))) === undefined ? true : undefined,
  );
  timeline.saw('chloe', 'sees in Outlook: the event is gone');
  await mailsTo(stage, [chloe], { what: 'the cancellation' });
};

/** A booking on Teams that lies in Outlook, from connecting to cancelling; throws at the first step that does not hold. */
export const playOutlookStory = async (stage: Stage): Promise<OutlookHost> => {
  const chloe = await connectOutlook(stage);
  const booking = await book(stage, chloe);
  await moveInOutlook(stage, booking, chloe);
  await cancel(stage, booking, chloe);
  return chloe;
};
