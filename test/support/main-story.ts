import { connectGoogle } from './connect-google.ts';
import { cancelPath } from './guest-link.ts';
import type { Hub } from './hub.ts';
import { GINA, inGoogle, readBooking } from './meeting.ts';
import { book } from './order.ts';

export const LATER = { start: '2027-01-06T14:00:00.000Z', end: '2027-01-06T15:00:00.000Z' };
export const LATEST = { start: '2027-01-07T14:00:00.000Z', end: '2027-01-07T15:00:00.000Z' };

/** What Gina presses in the last mail that has a link. */
export const cancelByGuest = async (hub: Hub, email = GINA.email): Promise<number> => {
  const mails = (await hub.inbox.to(email)).filter(({ text }) => text.includes('/cancel'));
  const last = mails.at(-1);
  if (last === undefined) throw new Error(`no mail to ${email} has a link to cancel`);
  return (await hub.call('POST', cancelPath(last), { body: {} })).status;
};

/** Ben connects, Gina is booked at Meet, ben moves it here, moves it in Google, Gina cancels; `rest` before and after every step. */
export const mainStory = async (hub: Hub, rest: () => Promise<unknown>): Promise<string> => {
  await rest();
  await connectGoogle(hub, 'ben');
  await rest();
  const { id } = await book(hub, { location: { kind: 'google_meet' }, guests: [GINA] });
  await rest();
  await hub.call('PATCH', `/v1/bookings/${id}`, { user: 'ben', body: LATER });
  await rest();
  const { hosts } = await readBooking(hub, id);
  await (await inGoogle(hub, 'ben')).move(hosts[0]?.calendar.eventId ?? '', LATEST.start, LATEST.end);
  await rest();
  await cancelByGuest(hub);
  await rest();
  return id;
};
