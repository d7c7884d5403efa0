import { describe, expect, it } from 'vitest';
import { connectGoogle } from '../support/connect-google.ts';
import { useHub } from '../support/hub.ts';
import {
  accountOf,
  callsSince,
  GINA,
  inGoogle,
  liveEvents,
  meeting,
  readBooking,
  told,
} from '../support/meeting.ts';
import { book } from '../support/order.ts';

const hub = useHub();
const patch = (id: string, body: Record<string, unknown>) =>
  hub().call('PATCH', `/v1/bookings/${id}`, { user: 'ben', body });
const calls = async () => (await hub().google.state()).calls.length;

describe('what a booking becomes in Google', { timeout: 60_000 }, () => {
  it('[MEET-09, MEET-11, DOM-03] one event with a Meet link of its own, at the right time in the right zone', async () => {
    const { id, eventId } = await meeting(hub());
    const booking = await readBooking(hub(), id);
    expect(booking.conference).toEqual({
      kind: 'google_meet',
      state: 'ready',
      joinUrl: expect.stringMatching(/^https:\/\/meet\.google\.com\//u),
    });
    expect(booking.hosts[0]?.calendar).toEqual({ platform: 'google_calendar', state: 'synced', eventId });
    expect(await liveEvents(hub(), 'ben')).toEqual([
      expect.objectContaining({
        id: eventId,
        summary: 'Intro call',
        description: 'Guests: Gina (gina@example.org)',
        start: { dateTime: '2027-01-05T09:00:00Z', timeZone: 'Europe/Prague' },
        end: { dateTime: '2027-01-05T10:00:00Z', timeZone: 'Europe/Prague' },
        hangoutLink: booking.conference?.joinUrl,
      }),
    ]);
    expect(await liveEvents(hub(), 'ben')).not.toEqual([
      expect.objectContaining({ attendees: expect.anything() }),
    ]);
  });

  it.each([
    ['its answer is lost after Google has made the event', { reset: true, afterCommit: true }],
    ['Google is down', { status: 503, times: 3 }],
    [
      'Google throttles',
      { status: 403, body: { error: { errors: [{ reason: 'rateLimitExceeded' }] } }, times: 2 },
    ],
  ])('[MEET-09, MEET-14] one event and one pair of mails when %s', async (_, misfortune) => {
    await connectGoogle(hub(), 'ben');
    await hub().google.fault({ match: { method: 'POST', path: '/events\\?' }, times: 1, ...misfortune });
    const { id } = await book(hub(), { location: { kind: 'google_meet' }, guests: [GINA] });
    await hub().settle();
    await hub().advance('PT30M');
    expect(await liveEvents(hub(), 'ben')).toHaveLength(1);
    const booking = await readBooking(hub(), id);
    expect(booking.hosts[0]?.calendar.state).toBe('synced');
    expect(booking.conference?.state).toBe('ready');
    const confirmations = (await told(hub())).filter((line) => !line.includes('link'));
    expect(confirmations.map((line) => line.split(':')[0])).toEqual(['ben@acme.example', 'gina@example.org']);
    expect(hub().dlq('provision')).toBe(0);
  });

  it('[MEET-12] a move that moves the same event and keeps its link', async () => {
    const { id, eventId } = await meeting(hub());
    const before = await readBooking(hub(), id);
    const over = { start: '2027-01-06T14:00:00+01:00', end: '2027-01-06T15:00:00+01:00' };
    expect((await patch(id, over)).status).toBe(200);
    await hub().settle();
    const [event, ...others] = await liveEvents(hub(), 'ben');
    expect(others).toEqual([]);
    expect(event).toMatchObject({
      id: eventId,
      start: { dateTime: '2027-01-06T13:00:00Z' },
      hangoutLink: before.conference?.joinUrl,
    });
    expect((await readBooking(hub(), id)).conference).toEqual(before.conference);
    expect((await told(hub())).map((line) => line.split(':')[0])).toEqual([
      'ben@acme.example',
      'gina@example.org',
    ]);
  });

  it('[MEET-12, MEET-16] a cancellation that takes the event away', async () => {
    const { id, eventId } = await meeting(hub());
    await hub().call('POST', `/v1/bookings/${id}/cancel`, { user: 'ben', body: {} });
    await hub().settle();
    expect(await liveEvents(hub(), 'ben')).toEqual([]);
    expect(await (await inGoogle(hub(), 'ben')).get(eventId)).toMatchObject({ status: 'cancelled' });
    expect(await told(hub())).toHaveLength(2);
    await hub().advance('PT2H');
    expect(await told(hub())).toHaveLength(2);
  });

  it('[MEET-12] only the last of two moves that come before the first is written', async () => {
    const { id } = await meeting(hub());
    await patch(id, { start: '2027-01-06T14:00:00+01:00', end: '2027-01-06T15:00:00+01:00' });
    await patch(id, { start: '2027-01-07T14:00:00+01:00', end: '2027-01-07T15:00:00+01:00' });
    await hub().settle();
    expect(await liveEvents(hub(), 'ben')).toEqual([
      expect.objectContaining({ start: { dateTime: '2027-01-07T13:00:00Z', timeZone: 'Europe/Prague' } }),
    ]);
  });

  it('[MEET-12] a lost answer to one move does not undo the next one', async () => {
    const { id } = await meeting(hub());
    await hub().google.fault({ match: { method: 'PATCH' }, reset: true, afterCommit: true });
    await patch(id, { start: '2027-01-06T14:00:00+01:00', end: '2027-01-06T15:00:00+01:00' });
    await hub().settle();
    await patch(id, { start: '2027-01-07T14:00:00+01:00', end: '2027-01-07T15:00:00+01:00' });
    await hub().settle();
    await hub().advance('PT10M');
    const { start } = await readBooking(hub(), id);
    expect(start).toBe('2027-01-07T13:00:00.000Z');
    expect(await liveEvents(hub(), 'ben')).toEqual([
      expect.objectContaining({ start: { dateTime: '2027-01-07T13:00:00Z', timeZone: 'Europe/Prague' } }),
    ]);
  });

  it('[MEET-09] a meeting without link, not no meeting, where the calendar knows no Meet', async () => {
    await connectGoogle(hub(), 'ben');
    await hub().google.account({ email: accountOf('ben'), name: 'ben', meet: 'unsupported' });
    const { id } = await book(hub(), { location: { kind: 'google_meet' }, guests: [GINA] });
    await hub().settle();
    await hub().advance('PT1M');
    expect(await readBooking(hub(), id)).toMatchObject({
      status: 'confirmed',
      conference: { kind: 'google_meet', state: 'failed' },
    });
    expect(await liveEvents(hub(), 'ben')).toHaveLength(1);
  });

  it('no link that is still to come, where the calendar refuses the event for good', async () => {
    await connectGoogle(hub(), 'ben');
    await hub().google.fault({ match: { method: 'POST', path: '/events\\?' }, status: 400, times: 1 });
    const { id } = await book(hub(), { location: { kind: 'google_meet' }, guests: [GINA] });
    await hub().settle();
    expect(await readBooking(hub(), id)).toMatchObject({
      status: 'confirmed',
      hosts: [{ calendar: { state: 'failed', reason: 'badRequest' } }],
      conference: { kind: 'google_meet', state: 'failed' },
    });
  });

  it('[MEET-09] the link is found when the push that tells of it is lost', async () => {
    await connectGoogle(hub(), 'ben');
    await hub().google.webhooks({ mode: 'drop', rate: 1 });
    const { id } = await book(hub(), { location: { kind: 'google_meet' }, guests: [GINA] });
    await hub().settle();
    await hub().advance('PT3M');
    expect((await readBooking(hub(), id)).conference?.state).toBe('ready');
  });

  it('[MEET-12] a draft that has no event, then one, then none, then one again', async () => {
    await connectGoogle(hub(), 'ben');
    const { id } = await book(hub(), { status: 'draft', location: { kind: 'google_meet' } });
    await hub().settle();
    const counts = [(await liveEvents(hub(), 'ben')).length];
    for (const status of ['confirmed', 'draft', 'confirmed']) {
      await patch(id, { status });
      await hub().settle();
      counts.push((await liveEvents(hub(), 'ben')).length);
    }
    expect(counts).toEqual([0, 1, 0, 1]);
  });

  it('writes once what nobody changes meanwhile, and reads its echo once', async () => {
    const { id, eventId } = await meeting(hub());
    await hub().advance('PT5S');
    const mark = await calls();
    await patch(id, { title: 'Talk' });
    await hub().settle();
    expect((await callsSince(hub(), mark)).filter((call) => !call.startsWith('GET'))).toEqual([
      `PATCH events/${eventId}`,
    ]);
    expect((await callsSince(hub(), mark)).filter((call) => call.startsWith('GET'))).toEqual(['GET events']);
  });

  it('keeps what is owed to a calendar whose owner took our access away, and writes it after they connected anew', async () => {
    const { id, eventId } = await meeting(hub());
    await hub().google.revoke(accountOf('ben'));
    await hub().advance('PT2H');
    await patch(id, { title: 'Talk' });
    await hub().settle();
    expect((await readBooking(hub(), id)).hosts[0]?.calendar.state).toBe('parked');
    expect(hub().dlq('provision')).toBe(0);
    await connectGoogle(hub(), 'ben');
    await hub().settle();
    expect((await readBooking(hub(), id)).hosts[0]?.calendar.state).toBe('synced');
    expect(await liveEvents(hub(), 'ben')).toEqual([
      expect.objectContaining({ id: eventId, summary: 'Talk' }),
    ]);
  });
});
