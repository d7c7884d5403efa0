import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { Timeline } from '../../events/http/timeline.ts';
import { calendarValue } from '../support/calendar-lines.ts';
import { connectGoogle } from '../support/connect-google.ts';
import { connectZoom, zoomAccountOf } from '../support/connect-zoom.ts';
import { answerOwn, bookRoundRobin, hostAnswers, setDeclineRule } from '../support/declining.ts';
import { EVENT_TYPES } from '../support/event-type.ts';
import { guestOf } from '../support/guest-pages.ts';
import { type Hub, useHub } from '../support/hub.ts';
import { GINA, liveEvents, readBooking, told } from '../support/meeting.ts';
import { book } from '../support/order.ts';

const hub = useHub();
const Meetings = z.object({ meetings: z.array(z.object({ account: z.string(), exists: z.boolean() })) });
const TITLE = 'Intro call: Gina';
type ReadMail = Awaited<ReturnType<Hub['inbox']['all']>>[number];
const fileOf = (mail: ReadMail | undefined) => {
  const content = mail?.calendar?.content.replaceAll(/\r?\n/gu, '\r\n') ?? '';
  const [sequence, uid] = [calendarValue(content, 'SEQUENCE'), calendarValue(content, 'UID')];
  return { method: mail?.calendar?.method, sequence, uid };
};
const WORKDAY = [{ day: 2, from: '09:00', to: '17:00' }];
const roomOf = (user: string) => `https://rooms.example/${user}`;
const followed = () => hub().advance('PT1M');
const declineAs = async (user: string, id: string) => {
  await answerOwn(hub(), user, id, 'declined');
  await followed();
};

describe('a host who declines a round robin that is to be reassigned', { timeout: 60_000 }, () => {
  it('[MEET-22] gives it to the next one at the same time: one update, one cancellation, one confirmation', async () => {
    await setDeclineRule(hub(), 'reassign');
    const { id } = await bookRoundRobin(hub(), ['ben', 'chloe', 'dan'], {
      location: { kind: 'google_meet' },
    });
    const before = await readBooking(hub(), id);
    expect(await hostAnswers(hub(), id)).toEqual(['ben needs_action']);
    await declineAs('ben', id);
    const after = await readBooking(hub(), id);
    expect(await hostAnswers(hub(), id)).toEqual(['chloe needs_action']);
    expect([after.start, after.end, after.status]).toEqual([before.start, before.end, 'confirmed']);
    const joinUrl = after.conference?.joinUrl ?? 'none';
    expect([joinUrl === before.conference?.joinUrl, joinUrl.startsWith('https://')]).toEqual([false, true]);
    expect([await liveEvents(hub(), 'ben'), (await liveEvents(hub(), 'chloe')).length]).toEqual([[], 1]);
    expect(await told(hub())).toEqual([
      `ben@acme.example: Cancelled: ${TITLE}`,
      `chloe@acme.example: Confirmed: ${TITLE}`,
      `gina@example.org: Updated: ${TITLE}`,
    ]);
    const { mail } = await guestOf(hub(), GINA.email);
    expect(mail.text).toContain('You now meet Chloé Marchand.');
    expect(mail.text).toContain(joinUrl);
    await hub().advance('PT2H');
    expect(await told(hub())).toHaveLength(3);
    const timeline = await hub().ask(Timeline, 'GET', `/v1/bookings/${id}/timeline`, { user: 'ada' });
    const texts = timeline.items.map(({ text }) => text).join('\n');
    expect(texts).toContain('Somebody answered in the calendar of Ben Okafor.');
    expect(texts).toContain('The hub changed the meeting (hosts). It was the turn of Chloé Marchand');
  });

  it('[MEET-22] asks nobody twice; who declines last keeps it, and is told that it still stands', async () => {
    await setDeclineRule(hub(), 'reassign');
    const { id } = await bookRoundRobin(hub(), ['ben', 'chloe']);
    await declineAs('ben', id);
    hub().inbox.clear();
    await declineAs('chloe', id);
    expect(await hostAnswers(hub(), id)).toEqual(['chloe declined']);
    expect(await told(hub())).toEqual([`chloe@acme.example: You declined, and it still stands: ${TITLE}`]);
    await answerOwn(hub(), 'chloe', id, 'accepted');
    await followed();
    await declineAs('chloe', id);
    await hub().advance('PT10M');
    expect(await told(hub())).toHaveLength(1);
    expect((await readBooking(hub(), id)).status).toBe('confirmed');
  });

  it("[MEET-22, ZOOM-08] the new host's own Zoom makes the link, the old meeting goes", async () => {
    await setDeclineRule(hub(), 'reassign');
    for (const user of ['ben', 'chloe']) await connectZoom(hub(), user);
    const { id } = await bookRoundRobin(hub(), ['ben', 'chloe'], { location: { kind: 'zoom' } });
    await declineAs('ben', id);
    const { meetings } = Meetings.parse(await hub().zoom.state());
    expect(meetings.filter(({ exists }) => exists).map(({ account }) => account)).toEqual([
      zoomAccountOf('chloe'),
    ]);
    const { conference } = await readBooking(hub(), id);
    expect((await guestOf(hub(), GINA.email)).mail.text).toContain(conference?.joinUrl);
    expect(await told(hub())).toEqual([
      `ben@acme.example: Cancelled: ${TITLE}`,
      `chloe@acme.example: Confirmed: ${TITLE}`,
      `gina@example.org: Updated: ${TITLE}`,
    ]);
  });

  it('[MEET-22] takes it to the own place of the new host, where it was at that of the old one', async () => {
    await setDeclineRule(hub(), 'reassign');
    for (const user of ['ben', 'chloe']) {
      const body = { zone: 'UTC', hours: WORKDAY, location: { kind: 'custom', detail: roomOf(user) } };
      const saved = await hub().call('PUT', '/v1/me/availability', { user, body });
      expect(saved.status).toBe(200);
    }
    const { id } = await bookRoundRobin(hub(), ['ben', 'chloe']);
    expect((await readBooking(hub(), id)).location?.detail).toBe(roomOf('ben'));
    await declineAs('ben', id);
    expect((await readBooking(hub(), id)).location?.detail).toBe(roomOf('chloe'));
    expect((await guestOf(hub(), GINA.email)).mail.text).toContain(roomOf('chloe'));
  });

  it('passes over who is busy; nobody free, or no event type any more: it stays', async () => {
    await setDeclineRule(hub(), 'reassign');
    const { id, type } = await bookRoundRobin(hub(), ['ben', 'chloe', 'dan']);
    await book(
      hub(),
      { hosts: ['chloe'], start: '2027-01-05T10:15:00Z', end: '2027-01-05T10:30:00Z' },
      { user: 'chloe' },
    );
    await declineAs('ben', id);
    expect(await hostAnswers(hub(), id)).toEqual(['dan needs_action']);
    expect((await hub().call('DELETE', `${EVENT_TYPES}/${type}`, { user: 'ada' })).status).toBeLessThan(300);
    await declineAs('dan', id);
    expect(await hostAnswers(hub(), id)).toEqual(['dan declined']);
  });
});

describe('a host whom an admin replaces', { timeout: 60_000 }, () => {
  it('[MEET-22] is told once, as is the guest, whose file for the calendar keeps its id', async () => {
    const { id } = await book(hub(), { guests: [GINA] });
    await hub().settle();
    const [first] = await hub().inbox.to(GINA.email);
    hub().inbox.clear();
    const { status } = await hub().call('PATCH', `/v1/bookings/${id}`, {
      user: 'ada',
      body: { hosts: ['chloe'] },
    });
    expect(status).toBe(200);
    await hub().advance('PT5M');
    expect(await told(hub())).toEqual([
      'ben@acme.example: Cancelled: Intro call',
      'chloe@acme.example: Confirmed: Intro call',
      'gina@example.org: Updated: Intro call',
    ]);
    const file = async (address: string) => fileOf((await hub().inbox.to(address)).at(-1));
    expect(await Promise.all(['ben@acme.example', 'chloe@acme.example', GINA.email].map(file))).toEqual([
      expect.objectContaining({ method: 'CANCEL' }),
      expect.objectContaining({ method: 'REQUEST' }),
      { method: 'REQUEST', sequence: '1', uid: fileOf(first).uid },
    ]);
  });
});

describe('a host who declines a meeting that is to be kept, or cancelled', { timeout: 60_000 }, () => {
  it('is what the organization chooses of three', async () => {
    const put = (onHostDecline: unknown) =>
      hub().call('PUT', '/v1/admin/settings', { user: 'ada', body: { onHostDecline } });
    for (const wrong of ['maybe', '', null, true])
      expect(await put(wrong)).toMatchObject({
        status: 422,
        body: { code: 'invalid_request', errors: [{ field: 'onHostDecline' }] },
      });
    const { body } = await hub().call('GET', '/v1/admin/settings', { user: 'ada' });
    expect(body).toMatchObject({ onHostDecline: 'keep' });
  });

  it('[MEET-22] cancels it for everybody, who are told why, once', async () => {
    await setDeclineRule(hub(), 'cancel');
    const { id } = await bookRoundRobin(hub(), ['ben']);
    await declineAs('ben', id);
    await hub().advance('PT10M');
    expect((await readBooking(hub(), id)).status).toBe('cancelled');
    expect(await liveEvents(hub(), 'ben')).toEqual([]);
    expect(await told(hub())).toEqual([
      `ben@acme.example: Cancelled: ${TITLE}`,
      `gina@example.org: Cancelled: ${TITLE}`,
    ]);
    const [gina] = await hub().inbox.to(GINA.email);
    expect(gina?.text).toContain('Ben Okafor cannot come, so this meeting is cancelled.');
    expect(gina?.text).not.toContain('host_declined');
  });

  it('[MEET-22] stays a meeting of one host with whom it was booked, who is told that it stands', async () => {
    await setDeclineRule(hub(), 'reassign');
    await connectGoogle(hub(), 'ben');
    const { id } = await book(hub(), { guests: [GINA] });
    await followed();
    hub().inbox.clear();
    await declineAs('ben', id);
    expect(await told(hub())).toEqual(['ben@acme.example: You declined, and it still stands: Intro call']);
    const [ben] = await hub().inbox.all();
    expect(ben?.text).toContain('your guests count on you: cancel it, or let a colleague host it.');
    await hub().call('DELETE', '/v1/me/integrations/google_calendar', { user: 'ben' });
    await hub().advance('PT10M');
    expect(await hostAnswers(hub(), id)).toEqual(['ben declined']);
    expect(await told(hub())).toHaveLength(1);
  });
});
