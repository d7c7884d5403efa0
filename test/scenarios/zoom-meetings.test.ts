import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { BookingView } from '../../events/http/booking-view.ts';
import { Timeline } from '../../events/http/timeline.ts';
import { connectGoogle } from '../support/connect-google.ts';
import { connectZoom, inZoom, zoomAccountOf } from '../support/connect-zoom.ts';
import { endFaults } from '../support/end-state.ts';
import { type Hub, useHub } from '../support/hub.ts';
import { GINA, inGoogle, readBooking, told } from '../support/meeting.ts';
import { book, Problem } from '../support/order.ts';

const AT_ZOOM = { location: { kind: 'zoom' }, guests: [GINA] } as const;

const SOON = { start: '2027-01-04T09:30:00Z', end: '2027-01-04T10:00:00Z' } as const;

const Meetings = z.array(
  z.looseObject({
    id: z.string(),
    account: z.string(),
    topic: z.string(),
    start: z.string(),
    minutes: z.number(),
    exists: z.boolean(),
    joinUrl: z.string(),
    pmi: z.unknown().optional(),
  }),
);

const meetingsAt = async (hub: Hub, user?: string) =>
  Meetings.parse((await hub.zoom.state()).meetings).filter(
    ({ exists, account }) => exists && (user === undefined || account === zoomAccountOf(user)),
  );

const patch = (hub: Hub, id: string, body: Record<string, unknown>) =>
  hub.ask(BookingView, 'PATCH', `/v1/bookings/${id}`, { user: 'ada', body });

const cancel = (hub: Hub, id: string) =>
  hub.ask(z.unknown(), 'POST', `/v1/bookings/${id}/cancel`, { user: 'ben', body: {} });

const linesOf = async (hub: Hub, id: string): Promise<string[]> =>
  (await hub.ask(Timeline, 'GET', `/v1/bookings/${id}/timeline`, { user: 'ada' })).items
    .map(({ type, platform }) => (platform === 'zoom' ? type : ''))
    .filter((type) => type !== '');

/** Its link is there, everybody has been told, the inbox is emptied. */
const meet = async (hub: Hub, over: Record<string, unknown> = {}) => {
  const { id } = await book(hub, { ...AT_ZOOM, ...over });
  await hub.settle();
  await hub.advance('PT30S');
  hub.inbox.clear();
  return readBooking(hub, id);
};

const noFaults = async (hub: Hub) => expect(await endFaults(hub)).toEqual([]);

describe('a meeting at Zoom', () => {
  const hub = useHub();

  test('[ZOOM-01] [ZOOM-04] is made, moved and deleted with its booking, its link in the calendar and every mail', async () => {
    await connectZoom(hub(), 'ben');
    await connectGoogle(hub(), 'ben');
    const { id } = await book(hub(), AT_ZOOM);
    await hub().settle();
    const [made, ...others] = await meetingsAt(hub());
    expect(others).toEqual([]);
    expect(made).toMatchObject({ topic: 'Intro call', start: '2027-01-05T09:00:00.000Z', minutes: 60 });
    const { conference, hosts } = await readBooking(hub(), id);
    expect(conference).toMatchObject({ kind: 'zoom', state: 'ready', joinUrl: made?.joinUrl });
    const event = await (await inGoogle(hub(), 'ben')).get(hosts[0]?.calendar.eventId ?? '');
    expect(event.location).toBe(made?.joinUrl);
    expect(event.description).toContain(made?.joinUrl);
    expect(await told(hub())).toEqual([
      'ben@acme.example: Confirmed: Intro call',
      'gina@example.org: Confirmed: Intro call',
    ]);
    for (const { text } of await hub().inbox.all()) expect(text).toContain(made?.joinUrl);
    hub().inbox.clear();

    await patch(hub(), id, { start: '2027-01-05T12:00:00Z', end: '2027-01-05T12:30:00Z' });
    await hub().settle();
    expect(await meetingsAt(hub())).toMatchObject([
      { id: made?.id, start: '2027-01-05T12:00:00.000Z', minutes: 30 },
    ]);
    expect(await told(hub())).toEqual([
      'ben@acme.example: Rescheduled: Intro call',
      'gina@example.org: Rescheduled: Intro call',
    ]);

    await cancel(hub(), id);
    await hub().settle();
    expect(await meetingsAt(hub())).toEqual([]);
    expect(await linesOf(hub(), id)).toEqual(['meeting.created', 'meeting.updated', 'meeting.removed']);
    await noFaults(hub());
  });

  test('[ZOOM-02] has a link of its own for every booking, never that of a personal room', async () => {
    await connectZoom(hub(), 'ben');
    for (const day of ['05', '06', '07'])
      await book(hub(), { ...AT_ZOOM, start: `2027-01-${day}T09:00:00Z`, end: `2027-01-${day}T10:00:00Z` });
    await hub().settle();
    const made = await meetingsAt(hub());
    const accounts = z.array(z.looseObject({ pmi: z.unknown() })).parse((await hub().zoom.state()).accounts);
    expect(new Set(made.map(({ id }) => id)).size).toBe(3);
    expect(new Set(made.map(({ joinUrl }) => joinUrl)).size).toBe(3);
    const personal = accounts.map(({ pmi }) => String(pmi));
    expect(
      made.filter(({ id, joinUrl }) => personal.some((pmi) => id === pmi || joinUrl.includes(pmi))),
    ).toEqual([]);
    await noFaults(hub());
  });

  test('[ZOOM-02] is one, also when nobody knows what became of the creation', async () => {
    await connectZoom(hub(), 'ben');
    await hub().zoom.fault({ match: { method: 'POST', path: '/meetings' }, reset: true, afterCommit: true });
    const { id } = await book(hub(), AT_ZOOM);
    await hub().settle();
    expect((await readBooking(hub(), id)).conference?.state).toBe('pending');
    await hub().advance('PT3M');
    expect(await meetingsAt(hub())).toHaveLength(1);
    expect((await readBooking(hub(), id)).conference?.state).toBe('ready');
    await noFaults(hub());
  });

  test('[ZOOM-05] is deleted an hour after its end, and nobody hears of it', async () => {
    await connectZoom(hub(), 'ben');
    const { id, conference } = await meet(hub(), SOON);
    await hub().advance('PT1H50M');
    expect(await meetingsAt(hub())).toHaveLength(1);
    await hub().advance('PT15M');
    expect(await meetingsAt(hub())).toEqual([]);
    expect(await readBooking(hub(), id)).toMatchObject({
      status: 'confirmed',
      conference: { joinUrl: conference?.joinUrl },
    });
    expect(await told(hub())).toEqual([]);
    await noFaults(hub());
  });

  test('[ZOOM-05] is left alone while somebody is in it, and nothing more is asked once Zoom says that it is over', async () => {
    await connectZoom(hub(), 'ben');
    await meet(hub(), SOON);
    const [made] = await meetingsAt(hub());
    const removals = async () =>
      (await hub().zoom.state()).calls
        .filter(({ method }) => method === 'DELETE')
        .map(({ status }) => status);
    await hub().zoom.control('meetings', { id: made?.id, act: 'start' });
    await hub().advance('PT2H10M');
    expect(await removals()).toContain(400);
    expect(await meetingsAt(hub())).toMatchObject([{ status: 'started' }]);
    await hub().zoom.control('meetings', { id: made?.id, act: 'end' });
    await hub().advance('PT20M');
    const before = await removals();
    await hub().advance('PT1H');
    expect(await removals()).toEqual(before);
    expect(await told(hub())).toEqual([]);
  });

  test('[ZOOM-05] is deleted with its booking, and the echo of it changes nothing and mails nobody', async () => {
    await connectZoom(hub(), 'ben');
    const { id } = await meet(hub());
    await cancel(hub(), id);
    await hub().settle();
    const before = await readBooking(hub(), id);
    expect(await meetingsAt(hub())).toEqual([]);
    await hub().advance('PT1H');
    expect(await readBooking(hub(), id)).toEqual(before);
    expect(await told(hub())).toEqual([
      'ben@acme.example: Cancelled: Intro call',
      'gina@example.org: Cancelled: Intro call',
    ]);
    await noFaults(hub());
  });

  test('follows when Zoom is down: the booking stands, the mail says so, and one mail brings the link', async () => {
    await connectZoom(hub(), 'ben');
    await hub().zoom.fault({ match: { path: '^/v2/' }, status: 503, times: 5 });
    const { id } = await book(hub(), AT_ZOOM);
    await hub().settle();
    expect(await told(hub())).toEqual([]);
    await hub().advance('PT21S');
    expect(await told(hub())).toEqual([
      'ben@acme.example: Confirmed: Intro call',
      'gina@example.org: Confirmed: Intro call',
    ]);
    for (const { text } of await hub().inbox.all()) expect(text).toContain('it follows in another mail');
    expect((await readBooking(hub(), id)).conference).toMatchObject({
      state: 'pending',
      reason: 'provider_unavailable',
    });
    hub().inbox.clear();
    await hub().advance('PT20M');
    expect(await told(hub())).toEqual([
      'ben@acme.example: Join link: Intro call',
      'gina@example.org: Join link: Intro call',
    ]);
    expect((await readBooking(hub(), id)).conference).not.toHaveProperty('reason');
    expect(await meetingsAt(hub())).toHaveLength(1);
    await noFaults(hub());
  });

  test('waits for the next day in UTC where Zoom takes no more of its host today, and the booking says so', async () => {
    await connectZoom(hub(), 'ben');
    await hub().zoom.control('limits', { writesPerHostPerDay: 1 });
    await book(hub(), { ...AT_ZOOM, start: '2027-01-06T09:00:00Z', end: '2027-01-06T10:00:00Z' });
    await hub().settle();
    const { id } = await book(hub(), AT_ZOOM);
    await hub().settle();
    expect((await readBooking(hub(), id)).conference).toMatchObject({
      state: 'pending',
      reason: 'daily_limit',
    });
    await hub().advance('PT14H');
    expect(await meetingsAt(hub())).toHaveLength(1);
    await hub().advance('PT3H');
    expect((await readBooking(hub(), id)).conference).toMatchObject({ state: 'ready' });
    expect((await meetingsAt(hub())).map(({ minutes }) => minutes)).toEqual([60, 60]);
    await noFaults(hub());
  });

  test('is made anew by another host when the present one is taken off, with one mail', async () => {
    await connectZoom(hub(), 'ben');
    await connectZoom(hub(), 'chloe');
    const { id, conference } = await meet(hub(), { hosts: ['ben', 'chloe'] });
    expect(conference).toMatchObject({ hostId: 'ben' });
    await patch(hub(), id, { hosts: ['chloe'] });
    await hub().settle();
    await hub().advance('PT1M');
    expect(await meetingsAt(hub(), 'ben')).toEqual([]);
    const [made] = await meetingsAt(hub(), 'chloe');
    expect((await readBooking(hub(), id)).conference).toEqual({
      kind: 'zoom',
      state: 'ready',
      hostId: 'chloe',
      joinUrl: made?.joinUrl,
    });
    expect((await told(hub())).filter((line) => line.startsWith(GINA.email))).toHaveLength(1);
    await noFaults(hub());
  });

  test('comes and goes with the location, and with a draft that is confirmed', async () => {
    await connectZoom(hub(), 'ben');
    const { id } = await book(hub(), { ...AT_ZOOM, status: 'draft' });
    await hub().settle();
    expect(await meetingsAt(hub())).toEqual([]);
    await patch(hub(), id, { status: 'confirmed' });
    await hub().settle();
    expect(await meetingsAt(hub())).toHaveLength(1);
    await patch(hub(), id, { location: { kind: 'in_person', venue: 'Room 4' } });
    await hub().settle();
    expect(await meetingsAt(hub())).toEqual([]);
    expect((await readBooking(hub(), id)).conference).toBeUndefined();
    await patch(hub(), id, { location: { kind: 'zoom' } });
    await hub().settle();
    const [made] = await meetingsAt(hub());
    expect((await readBooking(hub(), id)).conference?.joinUrl).toBe(made?.joinUrl);
    await noFaults(hub());
  });

  test('[ZOOM-06] is listed by its location', async () => {
    await connectZoom(hub(), 'ben');
    const { id } = await book(hub(), AT_ZOOM);
    await book(hub(), { start: '2027-01-06T09:00:00Z', end: '2027-01-06T10:00:00Z' });
    const Items = z.object({ items: z.array(z.looseObject({ id: z.string() })) });
    const { items } = await hub().ask(Items, 'GET', '/v1/bookings?location=zoom', { user: 'ben' });
    expect(items.map((one) => one.id)).toEqual([id]);
  });

  test('is refused where no host has connected Zoom, or the organisation has switched it off', async () => {
    const ask = () =>
      hub().call('POST', '/v1/bookings', {
        user: 'ben',
        body: {
          title: 'x',
          start: '2027-01-05T09:00:00Z',
          end: '2027-01-05T10:00:00Z',
          zone: 'UTC',
          hosts: ['ben'],
          location: { kind: 'zoom' },
        },
      });
    expect(Problem.parse((await ask()).body)).toMatchObject({
      status: 409,
      code: 'platform_not_connected',
      platform: 'zoom',
      userId: 'ben',
    });
    await connectZoom(hub(), 'ben');
    const { call } = hub();
    const settings = z
      .looseObject({ platforms: z.array(z.string()) })
      .parse((await call('GET', '/v1/admin/settings', { user: 'ada' })).body);
    await hub().ask(z.unknown(), 'PUT', '/v1/admin/settings', {
      user: 'ada',
      body: { ...settings, platforms: ['google_calendar'] },
    });
    expect(Problem.parse((await ask()).body)).toMatchObject({
      status: 403,
      code: 'platform_disabled',
      platform: 'zoom',
    });
  });
});

describe('what a person does with it', () => {
  const hub = useHub();

  test('in Zoom wins over a change that has not reached it', async () => {
    await connectZoom(hub(), 'ben');
    const { id } = await meet(hub());
    const [made] = await meetingsAt(hub());
    await hub().zoom.webhooks({ mode: 'drop' });
    await (await inZoom(hub(), 'ben')).move(made?.id ?? '', '2027-01-05T15:00:00Z', '2027-01-05T15:30:00Z');
    await patch(hub(), id, { title: 'Renamed' });
    await hub().settle();
    expect(await readBooking(hub(), id)).toMatchObject({
      title: 'Renamed',
      start: '2027-01-05T15:00:00.000Z',
      end: '2027-01-05T15:30:00.000Z',
    });
    expect(await meetingsAt(hub())).toMatchObject([
      { id: made?.id, topic: 'Renamed', start: '2027-01-05T15:00:00.000Z', minutes: 30 },
    ]);
    await noFaults(hub());
  });

  test('by deleting it there cancels the booking, once it is looked at, and mails once', async () => {
    await connectZoom(hub(), 'ben');
    const { id } = await meet(hub());
    const [made] = await meetingsAt(hub());
    await hub().zoom.webhooks({ mode: 'drop' });
    await (await inZoom(hub(), 'ben')).remove(made?.id ?? '');
    await patch(hub(), id, { start: '2027-01-05T12:00:00Z', end: '2027-01-05T13:00:00Z' });
    await hub().settle();
    await hub().advance('PT1M');
    expect(await readBooking(hub(), id)).toMatchObject({ status: 'cancelled' });
    expect((await told(hub())).filter((line) => line.includes('Cancelled'))).toHaveLength(2);
    await noFaults(hub());
  });

  test('is told from a move of ours whose answer was lost', async () => {
    await connectZoom(hub(), 'ben');
    const { id } = await meet(hub());
    await hub().zoom.fault({ match: { method: 'PATCH' }, reset: true, afterCommit: true });
    await patch(hub(), id, { start: '2027-01-05T12:00:00Z', end: '2027-01-05T13:00:00Z' });
    await hub().settle();
    await patch(hub(), id, { start: '2027-01-05T14:00:00Z', end: '2027-01-05T15:00:00Z' });
    await hub().settle();
    await hub().advance('PT10M');
    expect(await readBooking(hub(), id)).toMatchObject({ start: '2027-01-05T14:00:00.000Z' });
    expect(await meetingsAt(hub())).toMatchObject([{ start: '2027-01-05T14:00:00.000Z' }]);
    await noFaults(hub());
  });

  test('to the place of its event in Google names a room beside the link, and takes no link away', async () => {
    await connectZoom(hub(), 'ben');
    await connectGoogle(hub(), 'ben');
    const { id, hosts, conference } = await meet(hub());
    const eventId = hosts[0]?.calendar.eventId ?? '';
    const google = await inGoogle(hub(), 'ben');
    await google.edit(eventId, { location: 'Room 5' });
    await hub().settle();
    expect((await readBooking(hub(), id)).location).toEqual({ kind: 'zoom', venue: 'Room 5' });
    expect((await google.get(eventId)).location).toBe(`Room 5, ${conference?.joinUrl}`);
    await google.edit(eventId, { location: '' });
    await hub().settle();
    const after = await readBooking(hub(), id);
    expect(after.location).toEqual({ kind: 'zoom' });
    expect((await google.get(eventId)).location).toBe(conference?.joinUrl);
    const { calls } = await hub().google.state();
    await hub().advance('PT10M');
    expect((await readBooking(hub(), id)).revision).toBe(after.revision);
    expect(
      (await hub().google.state()).calls.slice(calls.length).filter(({ method }) => method === 'PATCH'),
    ).toEqual([]);
    expect(await meetingsAt(hub())).toHaveLength(1);
    await noFaults(hub());
  });
});
