import { describe, expect, it } from 'vitest';
import { connectGoogle } from '../support/connect-google.ts';
import { connectOutlook } from '../support/connect-outlook.ts';
import { useHub } from '../support/hub.ts';
import { GINA, liveEvents, readBooking, told } from '../support/meeting.ts';
import { book } from '../support/order.ts';
import { outlookEvents, outlookWrites } from '../support/outlook.ts';

const hub = useHub();
const calls = async () => (await hub().microsoft.state()).calls.length;
const patch = async (id: string, body: Record<string, unknown>) => {
  const { status } = await hub().call('PATCH', `/v1/bookings/${id}`, { user: 'ada', body });
  expect(status).toBe(200);
  await hub().settle();
  await hub().advance('PT1M');
};

describe('the hosts of a booking in Outlook', { timeout: 60_000 }, () => {
  it('[SYNC-21] each have it in their own calendar: who comes gets it, who goes loses it, the others’ are not written again', async () => {
    for (const user of ['ada', 'ben', 'chloe']) await connectOutlook(hub(), user);
    const { id } = await book(
      hub(),
      { hosts: ['ada', 'ben'], location: { kind: 'teams' }, guests: [GINA] },
      { user: 'ada' },
    );
    await hub().settle();
    await hub().advance('PT1M');
    const [adas] = await outlookEvents(hub(), 'ada');
    const [bens] = await outlookEvents(hub(), 'ben');
    const { joinUrl } = (await readBooking(hub(), id)).conference ?? {};
    expect(adas).toMatchObject({ onlineMeeting: { joinUrl }, attendees: [] });
    expect(bens).toMatchObject({ isOnlineMeeting: false, location: { displayName: joinUrl }, attendees: [] });
    hub().inbox.clear();
    const mark = await calls();
    await patch(id, { hosts: ['ada', 'chloe'] });
    expect(await outlookEvents(hub(), 'ben')).toEqual([]);
    const [chloes, ...others] = await outlookEvents(hub(), 'chloe');
    expect(others).toEqual([]);
    expect(chloes).toMatchObject({ location: { displayName: joinUrl } });
    expect(await told(hub())).toEqual([
      'ben@acme.example: Cancelled: Intro call',
      'chloe@acme.example: Confirmed: Intro call',
      'gina@example.org: Updated: Intro call',
    ]);
    const writes = await outlookWrites(hub(), mark);
    expect(writes.filter((call) => call.startsWith('POST'))).toHaveLength(1);
    expect(writes.filter((call) => call.startsWith('DELETE'))).toHaveLength(1);
    expect(writes).toHaveLength(2);
    await patch(id, { hosts: ['ada', 'chloe', 'ben'] });
    expect(await outlookEvents(hub(), 'ben')).toHaveLength(1);
    expect((await readBooking(hub(), id)).hosts.map(({ calendar }) => calendar.state)).toEqual([
      'synced',
      'synced',
      'synced',
    ]);
    expect((await hub().microsoft.state()).mails).toEqual([]);
  });

  it('go on under another one’s link when the one who made it is taken off', async () => {
    for (const user of ['ada', 'ben']) await connectOutlook(hub(), user);
    const { id } = await book(hub(), { hosts: ['ada', 'ben'], location: { kind: 'teams' } }, { user: 'ada' });
    await hub().settle();
    await hub().advance('PT1M');
    const before = (await readBooking(hub(), id)).conference?.joinUrl;
    await patch(id, { hosts: ['ben'] });
    const { conference, hosts } = await readBooking(hub(), id);
    expect(conference).toMatchObject({ kind: 'teams', state: 'ready' });
    expect(conference?.joinUrl).not.toBe(before);
    expect(await outlookEvents(hub(), 'ada')).toEqual([]);
    expect(await outlookEvents(hub(), 'ben')).toEqual([
      expect.objectContaining({
        id: hosts[0]?.calendar.eventId,
        onlineMeeting: expect.objectContaining({ joinUrl: conference?.joinUrl }),
      }),
    ]);
  });

  it('have it on Teams where the second one makes the link, and the first one is at Google', async () => {
    await connectGoogle(hub(), 'ada');
    await connectOutlook(hub(), 'ben');
    const { id } = await book(hub(), { hosts: ['ada', 'ben'], location: { kind: 'teams' } }, { user: 'ada' });
    await hub().settle();
    await hub().advance('PT1M');
    const { conference, hosts } = await readBooking(hub(), id);
    expect(hosts.map(({ calendar }) => [calendar.platform, calendar.state])).toEqual([
      ['google_calendar', 'synced'],
      ['outlook_calendar', 'synced'],
    ]);
    expect(await liveEvents(hub(), 'ada')).toEqual([
      expect.objectContaining({ location: conference?.joinUrl }),
    ]);
    expect(await outlookEvents(hub(), 'ben')).toEqual([
      expect.objectContaining({ onlineMeeting: expect.objectContaining({ joinUrl: conference?.joinUrl }) }),
    ]);
  });
});
