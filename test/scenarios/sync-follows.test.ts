import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import type { BookingView } from '../../events/http/booking-view.ts';
import { connectGoogle } from '../support/connect-google.ts';
import { useHub } from '../support/hub.ts';
import {
  accountOf,
  callsSince,
  inGoogle,
  liveEvents,
  meeting,
  readBooking,
  told,
} from '../support/meeting.ts';
import { book, order } from '../support/order.ts';

const hub = useHub();
const THURSDAY = ['2027-01-07T14:00:00Z', '2027-01-07T15:00:00Z'] as const;
const addressees = async () => (await told(hub())).map((line) => line.split(':')[0]);
const calls = async () => (await hub().google.state()).calls.length;
const Busy = z.object({
  items: z.array(
    z.object({ known: z.boolean(), busy: z.array(z.object({ start: z.string(), end: z.string() })) }),
  ),
});

/** Until pushes, workers and mails have come to rest. */
const followed = async () => {
  await hub().settle();
  await hub().advance('PT1S');
};

describe('what people do in Google Calendar', { timeout: 60_000 }, () => {
  it('[DOM-04, MEET-15] a move moves the booking, and each side is told once', async () => {
    const { id, eventId } = await meeting(hub());
    await (await inGoogle(hub(), 'ben')).move(eventId, ...THURSDAY);
    await followed();
    expect(await readBooking(hub(), id)).toMatchObject({
      start: '2027-01-07T14:00:00.000Z',
      end: '2027-01-07T15:00:00.000Z',
      revision: 2,
      status: 'confirmed',
      conference: { state: 'ready' },
    });
    expect(await addressees()).toEqual(['ben@acme.example', 'gina@example.org']);
    await hub().advance('PT3H');
    expect(await addressees()).toHaveLength(2);
    expect((await liveEvents(hub(), 'ben'))[0]).toMatchObject({
      start: { dateTime: '2027-01-07T14:00:00Z' },
    });
  });

  it('[DOM-04, MEET-16] deleting the event cancels the booking, and each side is told once', async () => {
    const { id, eventId } = await meeting(hub());
    await (await inGoogle(hub(), 'ben')).remove(eventId);
    await followed();
    expect((await readBooking(hub(), id)).status).toBe('cancelled');
    expect(await addressees()).toEqual(['ben@acme.example', 'gina@example.org']);
    await hub().advance('PT3H');
    expect(await addressees()).toHaveLength(2);
    expect(await liveEvents(hub(), 'ben')).toEqual([]);
  });

  it('[MEET-15] a change of nothing, or of what only they see, is told to nobody', async () => {
    const { id, eventId } = await meeting(hub());
    const ben = await inGoogle(hub(), 'ben');
    await ben.move(eventId, '2027-01-05T09:00:00Z', '2027-01-05T10:00:00Z');
    await ben.edit(eventId, { description: 'my notes', reminders: { useDefault: false } });
    await followed();
    expect(await readBooking(hub(), id)).toMatchObject({ revision: 1 });
    expect(await addressees()).toEqual([]);
  });

  it.each([
    ['title', { summary: 'Second call' }, { title: 'Second call' }],
    ['place', { location: 'Room 4' }, { location: { kind: 'google_meet', venue: 'Room 4' } }],
  ])("[MEET-21] a new %s is the booking's, and is told once to each", async (_, change, expected) => {
    const { id, eventId } = await meeting(hub());
    await (await inGoogle(hub(), 'ben')).edit(eventId, change);
    await followed();
    expect(await readBooking(hub(), id)).toMatchObject({ ...expected, revision: 2 });
    expect(await addressees()).toEqual(['ben@acme.example', 'gina@example.org']);
  });

  it('[MEET-21] a guest whom they add is a guest; taken off, none; nobody else is told', async () => {
    const { id, eventId } = await meeting(hub());
    const ben = await inGoogle(hub(), 'ben');
    await ben.edit(eventId, { attendees: [{ email: 'hugo@example.org', displayName: 'Hugo' }] });
    await followed();
    expect((await readBooking(hub(), id)).guests.map(({ name }) => name)).toEqual(['Gina', 'Hugo']);
    expect(await addressees()).toEqual(['hugo@example.org']);
    await ben.edit(eventId, { attendees: [] });
    await followed();
    expect((await readBooking(hub(), id)).guests.map(({ name }) => name)).toEqual(['Gina']);
    expect(await addressees()).toEqual(['hugo@example.org', 'hugo@example.org']);
  });

  it('[DOM-02] a colleague who declines in their own calendar shows as declined, and other hosts are told once', async () => {
    await connectGoogle(hub(), 'ada');
    await connectGoogle(hub(), 'chloe');
    const { id, hosts } = await book(
      hub(),
      { hosts: ['ada', 'chloe'], location: { kind: 'google_meet' } },
      { user: 'ada' },
    );
    await hub().settle();
    await hub().advance('PT30S');
    const eventId = hosts[0]?.calendar.eventId ?? '';
    expect(await liveEvents(hub(), 'ada')).toEqual([
      expect.objectContaining({ id: eventId, organizer: { email: accountOf('ada') } }),
    ]);
    const chloe = await inGoogle(hub(), 'chloe');
    hub().inbox.clear();
    await chloe.answer(eventId, 'declined');
    await followed();
    expect((await readBooking(hub(), id)).hosts.map(({ userId, rsvp }) => [userId, rsvp])).toEqual([
      ['ada', 'needs_action'],
      ['chloe', 'declined'],
    ]);
    await chloe.answer(eventId, 'accepted');
    await followed();
    expect((await readBooking(hub(), id)).hosts[1]?.rsvp).toBe('accepted');
    expect(await told(hub())).toEqual([
      'ada@acme.example: Chloé Marchand can come after all: Intro call',
      'ada@acme.example: Chloé Marchand cannot come: Intro call',
    ]);
  });

  it("[DOM-04] an event that comes back after its booking was cancelled is its owner's own", async () => {
    const { id, eventId } = await meeting(hub());
    const ben = await inGoogle(hub(), 'ben');
    await ben.remove(eventId);
    await followed();
    await ben.edit(eventId, { status: 'confirmed' });
    await followed();
    await hub().advance('PT2H');
    expect((await readBooking(hub(), id)).status).toBe('cancelled');
    expect(await addressees()).toHaveLength(2);
    expect(await liveEvents(hub(), 'ben')).toHaveLength(1);
  });

  it('[DOM-04] a move onto another booking is taken, and both know of it', async () => {
    const { id, eventId } = await meeting(hub());
    const other = await book(hub(), { start: THURSDAY[0], end: THURSDAY[1] });
    await hub().settle();
    await (await inGoogle(hub(), 'ben')).move(eventId, ...THURSDAY);
    await followed();
    expect((await readBooking(hub(), id)).conflicts).toEqual([
      { userId: 'ben', start: other.start, end: other.end },
    ]);
  });
});

describe('a calendar that is read', { timeout: 60_000 }, () => {
  const busy = async () =>
    (
      await hub().ask(
        Busy,
        'GET',
        '/v1/availability?users=ben&from=2027-01-05T00:00:00Z&to=2027-01-09T00:00:00Z',
        {
          user: 'ada',
        },
      )
    ).items[0]?.busy;
  const bookAt = async (start: string, end: string) =>
    (
      await hub().call('POST', '/v1/bookings', {
        user: 'ben',
        body: order({ start, end }),
      })
    ).status;

  it('keeps a time that a dentist takes from being booked, and gives it back', async () => {
    await connectGoogle(hub(), 'ben');
    const ben = await inGoogle(hub(), 'ben');
    const { id } = await ben.add({
      summary: 'Dentist',
      start: { dateTime: THURSDAY[0] },
      end: { dateTime: THURSDAY[1] },
    });
    await followed();
    expect(await bookAt(...THURSDAY)).toBe(409);
    expect(await busy()).toEqual([{ start: '2027-01-07T14:00:00.000Z', end: '2027-01-07T15:00:00.000Z' }]);
    await ben.remove(String(id));
    await followed();
    expect(await bookAt(...THURSDAY)).toBe(201);
  });

  it('never takes our own event for a foreign one', async () => {
    const { id } = await meeting(hub());
    await hub().call('POST', `/v1/bookings/${id}/cancel`, { user: 'ben', body: {} });
    await hub().settle();
    expect(await bookAt('2027-01-05T09:00:00Z', '2027-01-05T10:00:00Z')).toBe(201);
  });

  it('is right within the hour when every push is lost', async () => {
    const { id, eventId } = await meeting(hub());
    await hub().google.webhooks({ mode: 'drop', rate: 1 });
    await (await inGoogle(hub(), 'ben')).move(eventId, ...THURSDAY);
    await followed();
    expect((await readBooking(hub(), id)).revision).toBe(1);
    await hub().advance('PT1H20M');
    expect((await readBooking(hub(), id)).start).toBe('2027-01-07T14:00:00.000Z');
  });

  it('takes a dead cursor for no news of any event, and finds what happened meanwhile', async () => {
    const { id, eventId } = await meeting(hub());
    const other = await book(hub(), { start: '2027-01-08T09:00:00Z', end: '2027-01-08T10:00:00Z' });
    await hub().settle();
    await hub().google.webhooks({ mode: 'drop', rate: 1 });
    const ben = await inGoogle(hub(), 'ben');
    await ben.remove(eventId);
    await ben.add({ summary: 'Dentist', start: { dateTime: THURSDAY[0] }, end: { dateTime: THURSDAY[1] } });
    await hub().google.control('expire-sync-tokens', { account: accountOf('ben') });
    await hub().advance('PT1H20M');
    expect((await readBooking(hub(), id)).status).toBe('cancelled');
    expect((await readBooking(hub(), other.id)).status).toBe('confirmed');
    expect(await bookAt(...THURSDAY)).toBe(409);
  });

  it('believes at once that one event is gone, but asks again ten minutes later when many are', async () => {
    await connectGoogle(hub(), 'ben');
    const days = [5, 6, 7, 8, 9, 10].map((day) => `2027-01-${String(day).padStart(2, '0')}`);
    const made: BookingView[] = [];
    for (const day of days)
      made.push(await book(hub(), { start: `${day}T09:00:00Z`, end: `${day}T10:00:00Z` }));
    await hub().settle();
    await hub().advance('PT1S');
    const statuses = async () =>
      Promise.all(made.map(async ({ id }) => (await readBooking(hub(), id)).status));
    await hub().google.webhooks({ mode: 'drop', rate: 1 });
    const ben = await inGoogle(hub(), 'ben');
    for (const { hosts } of made) await ben.remove(hosts[0]?.calendar.eventId ?? '');
    await hub().google.webhooks({ mode: 'deliver' });
    await ben.add({
      summary: 'Dentist',
      start: { dateTime: '2027-01-11T09:00:00Z' },
      end: { dateTime: '2027-01-11T10:00:00Z' },
    });
    await followed();
    expect(await statuses()).toEqual(made.map(() => 'confirmed'));
    await hub().advance('PT12M');
    expect(await statuses()).toEqual(made.map(() => 'cancelled'));
  });

  it('waits on its own when Google throttles, and gives nothing up', async () => {
    const { id, eventId } = await meeting(hub());
    await hub().google.fault({ match: { path: '/events' }, status: 429, times: 4 });
    await (await inGoogle(hub(), 'ben')).move(eventId, ...THURSDAY);
    await hub().advance('PT20M');
    expect((await readBooking(hub(), id)).start).toBe('2027-01-07T14:00:00.000Z');
    expect(hub().dlq('sync')).toBe(0);
  });

  it('reads once what a burst of pushes tells', async () => {
    const { id, eventId } = await meeting(hub());
    const mark = await calls();
    await (await inGoogle(hub(), 'ben')).move(eventId, ...THURSDAY);
    await followed();
    expect(await callsSince(hub(), mark)).toEqual(['GET events', `GET events/${eventId}`]);
    expect((await readBooking(hub(), id)).revision).toBe(2);
  });
});
