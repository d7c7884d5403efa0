import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { connectGoogle } from '../support/connect-google.ts';
import { connectZoom } from '../support/connect-zoom.ts';
import { useHub } from '../support/hub.ts';
import { inGoogle, readBooking, told } from '../support/meeting.ts';
import { book, Problem } from '../support/order.ts';
import {
  AT_ZOOM,
  cancel,
  linesOf,
  meet,
  meetingsAt,
  noFaults,
  patch,
  SOON,
} from '../support/zoom-meeting.ts';

describe('a meeting at Zoom', () => {
  const hub = useHub();

  test('[ZOOM-01, ZOOM-04] is made, moved and deleted with its booking, its link in the calendar and every mail', async () => {
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
