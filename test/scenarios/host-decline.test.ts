import { describe, expect, it } from 'vitest';
import { Timeline } from '../../events/http/timeline.ts';
import { connectGoogle } from '../support/connect-google.ts';
import { offered } from '../support/event-type.ts';
import { reserved } from '../support/guest-booking.ts';
import { guestOf } from '../support/guest-pages.ts';
import { type Hub, useHub } from '../support/hub.ts';
import { accountOf, inGoogle, liveEvents, readBooking, told } from '../support/meeting.ts';

const hub = useHub();
const hostsOf = (...ids: string[]) => ids.map((userId) => ({ userId }));

const setRule = async (at: Hub, onHostDecline: string): Promise<void> => {
  const { status } = await at.call('PUT', '/v1/admin/settings', { user: 'ada', body: { onHostDecline } });
  expect(status).toBe(200);
};

/** The host who was assigned says no in their Google calendar, where they have listed themselves. */
const answerOwn = async (user: string, eventId: string, responseStatus: string): Promise<void> => {
  const own = await inGoogle(hub(), user);
  await own.edit(eventId, { attendees: [{ email: accountOf(user), responseStatus }] });
};

const eventIdOf = async (id: string, user: string): Promise<string> =>
  (await readBooking(hub(), id)).hosts.find(({ userId }) => userId === user)?.calendar.eventId ?? '';

const hostsNow = async (id: string) =>
  (await readBooking(hub(), id)).hosts.map(({ userId, rsvp }) => `${userId} ${rsvp}`);

const followed = () => hub().advance('PT1M');

const roundRobin = async (hosts: readonly string[], over: Record<string, unknown> = {}) => {
  for (const user of hosts) await connectGoogle(hub(), user);
  const type = await offered(hub(), { kind: 'round_robin', hosts: hostsOf(...hosts), ...over });
  const { id } = await reserved(hub(), type.id);
  await followed();
  hub().inbox.clear();
  return { id, type: type.id };
};

describe('a host who declines a round robin that is to be reassigned', { timeout: 60_000 }, () => {
  it('[MEET-22] gives it to the next one at the same time: one update, one cancellation, one confirmation', async () => {
    await setRule(hub(), 'reassign');
    const { id } = await roundRobin(['ben', 'chloe', 'dan'], { location: { kind: 'google_meet' } });
    const before = await readBooking(hub(), id);
    expect(await hostsNow(id)).toEqual(['ben needs_action']);
    await answerOwn('ben', await eventIdOf(id, 'ben'), 'declined');
    await followed();
    const after = await readBooking(hub(), id);
    expect(await hostsNow(id)).toEqual(['chloe needs_action']);
    expect([after.start, after.end, after.status]).toEqual([before.start, before.end, 'confirmed']);
    expect(after.conference?.joinUrl).toBeDefined();
    expect(after.conference?.joinUrl).not.toBe(before.conference?.joinUrl);
    expect([await liveEvents(hub(), 'ben'), (await liveEvents(hub(), 'chloe')).length]).toEqual([[], 1]);
    const title = 'Intro call: Gina';
    expect(await told(hub())).toEqual([
      `ben@acme.example: Cancelled: ${title}`,
      `chloe@acme.example: Confirmed: ${title}`,
      `gina@example.org: Updated: ${title}`,
    ]);
    const { mail } = await guestOf(hub(), 'gina@example.org');
    expect(mail.text).toContain('You now meet Chloé Marchand.');
    expect(mail.text).toContain(after.conference?.joinUrl);
    await hub().advance('PT2H');
    expect((await told(hub())).length).toBe(3);
    const path = `/v1/bookings/${id}/timeline`;
    const { items } = await hub().ask(Timeline, 'GET', path, { user: 'ada' });
    const texts = items.map(({ text }) => text);
    expect(texts).toContain('Somebody answered in the calendar of Ben Okafor.');
    expect(texts.join('\n')).toContain(
      'The hub changed the meeting (hosts). It was the turn of Chloé Marchand',
    );
  });
});
