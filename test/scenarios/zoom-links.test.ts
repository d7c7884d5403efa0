import { describe, expect, test } from 'vitest';
import { connectZoom } from '../support/connect-zoom.ts';
import { useHub } from '../support/hub.ts';
import { GINA, readBooking, told } from '../support/meeting.ts';
import { book } from '../support/order.ts';
import { AT_ZOOM, meet, meetingsAt, noFaults, patch } from '../support/zoom-meeting.ts';

describe('the link of a meeting at Zoom', () => {
  const hub = useHub();

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

  test('will not come where Zoom refuses for good: the booking and its mails say so, until something changes', async () => {
    await connectZoom(hub(), 'ben');
    const body = { code: 3161, message: 'Meeting hosting and scheduling capabilities are not allowed.' };
    await hub().zoom.fault({ match: { method: 'POST', path: '/meetings' }, status: 400, body });
    const { id } = await book(hub(), AT_ZOOM);
    await hub().settle();
    expect((await readBooking(hub(), id)).conference).toEqual({
      kind: 'zoom',
      hostId: 'ben',
      state: 'failed',
      reason: 'request_refused',
    });
    expect((await hub().inbox.all()).map(({ text }) => text.includes('follows in another mail'))).toEqual([
      false,
      false,
    ]);
    await patch(hub(), id, { start: '2027-01-05T12:00:00Z', end: '2027-01-05T13:00:00Z' });
    await hub().settle();
    expect((await readBooking(hub(), id)).conference).toMatchObject({ state: 'ready' });
    await noFaults(hub());
  });

  test('that was to follow comes as soon as another host connects Zoom', async () => {
    await connectZoom(hub(), 'ben');
    const { id } = await meet(hub(), { hosts: ['ben', 'chloe'] });
    await hub().call('DELETE', '/v1/me/integrations/zoom', { user: 'ben' });
    await hub().advance('PT5M');
    expect((await readBooking(hub(), id)).conference).toMatchObject({ kind: 'zoom', state: 'pending' });
    hub().inbox.clear();
    await connectZoom(hub(), 'chloe');
    await hub().advance('PT1M');
    expect((await readBooking(hub(), id)).conference).toMatchObject({ state: 'ready', hostId: 'chloe' });
    expect((await told(hub())).filter((line) => line.startsWith(GINA.email))).toEqual([
      `${GINA.email}: Join link: Intro call`,
    ]);
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
});
