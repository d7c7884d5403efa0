import { describe, expect, it } from 'vitest';
import { connectGoogle } from '../support/connect-google.ts';
import { connectOutlook } from '../support/connect-outlook.ts';
import { connectZoom } from '../support/connect-zoom.ts';
import { useHub } from '../support/hub.ts';
import { GINA, liveEvents, readBooking, told } from '../support/meeting.ts';
import { book } from '../support/order.ts';
import { outlookEvents } from '../support/outlook.ts';

const hub = useHub();
const settled = async () => {
  await hub().settle();
  await hub().advance('PT1M');
};
const liveMeetings = async () => (await hub().zoom.state()).meetings.filter(({ exists }) => exists === true);
/** What each host's calendar shows: one event each. */
const calendars = async (googleHost: string, outlookHost: string) => {
  const [google, outlook] = [await liveEvents(hub(), googleHost), await outlookEvents(hub(), outlookHost)];
  expect([google.length, outlook.length]).toEqual([1, 1]);
  return { google: JSON.stringify(google[0]), outlook: JSON.stringify(outlook[0]) };
};
const NEXT_DAY = { start: '2027-01-06T14:00:00+01:00', end: '2027-01-06T15:00:00+01:00' };

describe('one meeting across platforms', { timeout: 60_000 }, () => {
  it('[INT-27] at Zoom, with hosts at Google and Outlook: one link in both calendars and every mail; a move and a cancel reach all', async () => {
    await connectGoogle(hub(), 'ada');
    await connectZoom(hub(), 'ada');
    await connectOutlook(hub(), 'ben');
    const { id } = await book(
      hub(),
      { hosts: ['ada', 'ben'], location: { kind: 'zoom' }, guests: [GINA] },
      { user: 'ada' },
    );
    await settled();
    const { conference } = await readBooking(hub(), id);
    const link = conference?.joinUrl ?? 'no link';
    expect(conference).toMatchObject({ kind: 'zoom', state: 'ready' });
    expect(await liveMeetings()).toHaveLength(1);
    const both = await calendars('ada', 'ben');
    expect([both.google, both.outlook].map((event) => event.includes(link))).toEqual([true, true]);
    expect((await told(hub())).map((line) => line.split(':')[0])).toEqual([
      'ada@acme.example',
      'ben@acme.example',
      'gina@example.org',
    ]);
    for (const { text } of await hub().inbox.all()) expect(text).toContain(link);

    hub().inbox.clear();
    await hub().call('PATCH', `/v1/bookings/${id}`, { user: 'ada', body: NEXT_DAY });
    await settled();
    expect((await readBooking(hub(), id)).conference?.joinUrl).toBe(link);
    const moved = await calendars('ada', 'ben');
    expect(moved.google).toContain('2027-01-06T13:00:00Z');
    expect(moved.outlook).toContain('2027-01-06T13:00:00.0000000');
    expect(await liveMeetings()).toEqual([expect.objectContaining({ start: '2027-01-06T13:00:00.000Z' })]);
    expect(await told(hub())).toHaveLength(3);

    hub().inbox.clear();
    await hub().call('POST', `/v1/bookings/${id}/cancel`, { user: 'ada', body: {} });
    await settled();
    expect([
      ...(await liveEvents(hub(), 'ada')),
      ...(await outlookEvents(hub(), 'ben')),
      ...(await liveMeetings()),
    ]).toEqual([]);
    expect(await told(hub())).toHaveLength(3);
  });

  it('[INT-27] on Teams, with hosts at Outlook and Google: the same', async () => {
    await connectOutlook(hub(), 'ben');
    await connectGoogle(hub(), 'ada');
    const { id } = await book(hub(), { hosts: ['ben', 'ada'], location: { kind: 'teams' }, guests: [GINA] });
    await settled();
    const { conference } = await readBooking(hub(), id);
    const link = conference?.joinUrl ?? 'no link';
    const both = await calendars('ada', 'ben');
    expect([both.google, both.outlook].map((event) => event.includes(link))).toEqual([true, true]);
    expect(await told(hub())).toHaveLength(3);
    for (const { text } of await hub().inbox.all()) expect(text).toContain(link);

    hub().inbox.clear();
    await hub().call('PATCH', `/v1/bookings/${id}`, { user: 'ben', body: NEXT_DAY });
    await settled();
    const moved = await calendars('ada', 'ben');
    expect(moved.google).toContain('2027-01-06T13:00:00Z');
    expect(moved.outlook).toContain('2027-01-06T13:00:00.0000000');
    expect((await readBooking(hub(), id)).conference?.joinUrl).toBe(link);

    await hub().call('POST', `/v1/bookings/${id}/cancel`, { user: 'ben', body: {} });
    await settled();
    expect([...(await liveEvents(hub(), 'ada')), ...(await outlookEvents(hub(), 'ben'))]).toEqual([]);
    expect(await told(hub())).toHaveLength(6);
  });
});
