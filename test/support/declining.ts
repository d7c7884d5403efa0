import { expect } from 'vitest';
import { connectGoogle } from './connect-google.ts';
import { offered } from './event-type.ts';
import { reserved } from './guest-booking.ts';
import type { Hub } from './hub.ts';
import { accountOf, inGoogle, readBooking } from './meeting.ts';

/** What the organization wants to follow from a host who declines. */
export const setDeclineRule = async (hub: Hub, onHostDecline: string): Promise<void> => {
  const { status } = await hub.call('PUT', '/v1/admin/settings', { user: 'ada', body: { onHostDecline } });
  expect(status).toBe(200);
};

/** The event of a booking in a host's calendar. */
export const eventIdOf = async (hub: Hub, id: string, user: string): Promise<string> =>
  (await readBooking(hub, id)).hosts.find(({ userId }) => userId === user)?.calendar.eventId ?? '';

/** Somebody whose own event it is answers in Google Calendar, where they have added themselves to the guests. */
export const answerOwn = async (
  hub: Hub,
  user: string,
  id: string,
  responseStatus: string,
): Promise<void> => {
  const own = await inGoogle(hub, user);
  const eventId = await eventIdOf(hub, id, user);
  const { attendees = [] } = await own.get(eventId);
  const others = [attendees].flat().filter((each) => !JSON.stringify(each).includes(accountOf(user)));
  await own.edit(eventId, { attendees: [...others, { email: accountOf(user), responseStatus }] });
};

/** `ben declined`, in order. */
export const hostAnswers = async (hub: Hub, id: string): Promise<string[]> =>
  (await readBooking(hub, id)).hosts.map(({ userId, rsvp }) => `${userId} ${rsvp}`);

/** Gina books a round robin of these hosts, all of whom have connected Google; mails have gone out, the inbox is emptied. */
export const bookRoundRobin = async (
  hub: Hub,
  hosts: readonly string[],
  over: Record<string, unknown> = {},
): Promise<{ readonly id: string; readonly type: string }> => {
  for (const user of hosts) await connectGoogle(hub, user);
  const type = await offered(hub, {
    kind: 'round_robin',
    hosts: hosts.map((userId) => ({ userId })),
    ...over,
  });
  const { id } = await reserved(hub, type.id);
  await hub.advance('PT1M');
  hub.inbox.clear();
  return { id, type: type.id };
};
