import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { connectOutlook } from '../support/connect-outlook.ts';
import { type Hub, useHub } from '../support/hub.ts';
import { GINA, readBooking, told } from '../support/meeting.ts';
import { book } from '../support/order.ts';
import { inOutlook, outlookEvents, outlookWrites } from '../support/outlook.ts';

const hub = useHub();
const patch = async (id: string, body: Record<string, unknown>) => {
  const { status } = await hub().call('PATCH', `/v1/bookings/${id}`, { user: 'ben', body });
  expect(status).toBe(200);
  await hub().settle();
};
const marked = async (one: Hub) => (await one.microsoft.state()).calls.length;
const booked = async (over: Record<string, unknown> = {}) => {
  await connectOutlook(hub(), 'ben');
  const mark = await marked(hub());
  const { id } = await book(hub(), over);
  await hub().settle();
  return { id, mark };
};

describe('what a booking becomes in Outlook', { timeout: 60_000 }, () => {
  it('[SYNC-03] one event at once, made with one call, known by the id that Outlook gave it', async () => {
    const { id, mark } = await booked({ guests: [GINA] });
    const [event, ...others] = await outlookEvents(hub(), 'ben');
    expect(others).toEqual([]);
    const { createdAt, hosts } = await readBooking(hub(), id);
    expect(hosts[0]?.calendar).toEqual({
      platform: 'outlook_calendar',
      state: 'synced',
      eventId: event?.id,
    });
    // The clock stands still: nothing was waited for.
    expect(new Date(String(event?.createdDateTime)).toISOString()).toBe(createdAt);
    await hub().advance('PT2H');
    expect(await outlookWrites(hub(), mark)).toEqual(['POST calendar/events']);
  });

  it('[SYNC-11] with its title, place, link, text, people, local time and resources', async () => {
    await connectOutlook(hub(), 'ben');
    await book(hub(), {
      title: 'Žluťoučký kůň 🐎 <b>& co</b>',
      description: 'Line one\n<script>alert(1)</script> ’quoted‘',
      hosts: ['ben', 'chloe'],
      guests: [GINA],
      location: { kind: 'custom', detail: 'https://meet.example.com/room?a=1&b=2', venue: 'Room 4' },
      resources: ['Projector', 'Whiteboard'],
      url: 'https://app.example.com/sessions/7',
      zone: 'Europe/Vienna',
    });
    await hub().settle();
    const [event] = await outlookEvents(hub(), 'ben');
    expect(event).toMatchObject({
      subject: 'Žluťoučký kůň 🐎 <b>& co</b>',
      location: { displayName: 'Room 4, https://meet.example.com/room?a=1&b=2' },
      start: { dateTime: '2027-01-05T09:00:00.0000000', timeZone: 'UTC' },
      end: { dateTime: '2027-01-05T10:00:00.0000000', timeZone: 'UTC' },
      originalStartTimeZone: 'W. Europe Standard Time',
      attendees: [],
      isOnlineMeeting: false,
    });
    const { content } = z.object({ content: z.string() }).parse(event?.body);
    for (const said of [
      'Line one<br>&lt;script&gt;alert(1)&lt;/script&gt; ’quoted‘',
      'Hosts: Ben Okafor, Chloé Marchand',
      'Guests: Gina (gina@example.org)',
      'Where: Room 4, <a href="https://meet.example.com/room?a=1&amp;b=2">',
      'Resources: Projector, Whiteboard',
      '<a href="https://app.example.com/sessions/7">',
    ])
      expect(content).toContain(said);
    expect((await hub().microsoft.state()).mails).toEqual([]);
  });

  it('[SYNC-24] a venue and a Teams link stand side by side in event, mail and API', async () => {
    const { id } = await booked({ guests: [GINA], location: { kind: 'teams', venue: 'Room 4' } });
    await hub().advance('PT30S');
    const { conference, location } = await readBooking(hub(), id);
    const joinUrl = conference?.joinUrl;
    expect({ conference, location }).toEqual({
      conference: { kind: 'teams', state: 'ready', joinUrl: expect.stringMatching(/^https:\/\/teams\./u) },
      location: { kind: 'teams', venue: 'Room 4' },
    });
    expect(await outlookEvents(hub(), 'ben')).toEqual([
      expect.objectContaining({
        location: expect.objectContaining({ displayName: 'Room 4' }),
        onlineMeeting: expect.objectContaining({ joinUrl }),
      }),
    ]);
    for (const mail of await hub().inbox.all()) {
      expect(mail.text).toContain('Room 4');
      expect(mail.text).toContain(joinUrl);
    }
    expect(await told(hub())).toHaveLength(2);
  });

  it('[SYNC-12] a draft has none; once it is active it has one, and as a draft again none', async () => {
    const { id } = await booked({ status: 'draft', location: { kind: 'teams' }, guests: [GINA] });
    const counts = [(await outlookEvents(hub(), 'ben')).length];
    for (const status of ['confirmed', 'draft', 'confirmed']) {
      await patch(id, { status });
      counts.push((await outlookEvents(hub(), 'ben')).length);
    }
    expect(counts).toEqual([0, 1, 0, 1]);
    const [event] = await outlookEvents(hub(), 'ben');
    const { hosts, conference } = await readBooking(hub(), id);
    expect(hosts[0]?.calendar).toMatchObject({ state: 'synced', eventId: event?.id });
    expect(event).toMatchObject({ onlineMeeting: { joinUrl: conference?.joinUrl } });
  });

  it('[SYNC-12] follows changes of an active booking at once, with one write for each, and goes when it is cancelled', async () => {
    const { id, mark } = await booked();
    await hub().advance('PT1M');
    await patch(id, { title: 'Second call', description: 'An agenda' });
    await patch(id, { start: '2027-01-06T14:00:00+01:00', end: '2027-01-06T15:00:00+01:00' });
    const [event] = await outlookEvents(hub(), 'ben');
    expect(event).toMatchObject({
      subject: 'Second call',
      start: { dateTime: '2027-01-06T13:00:00.0000000' },
    });
    await hub().call('POST', `/v1/bookings/${id}/cancel`, { user: 'ben', body: {} });
    await hub().settle();
    expect(await outlookEvents(hub(), 'ben')).toEqual([]);
    await hub().advance('PT2H');
    const verbs = (await outlookWrites(hub(), mark)).map((call) => call.split(' ')[0]);
    expect(verbs).toEqual(['POST', 'PATCH', 'PATCH', 'DELETE']);
  });

  it('is no busy time of its own, whether it is read before or after its creation is confirmed', async () => {
    await connectOutlook(hub(), 'ben');
    await hub().microsoft.fault({
      match: { method: 'POST', path: '/events' },
      reset: true,
      afterCommit: true,
    });
    const { id } = await book(hub());
    await hub().settle();
    await hub().advance('PT5S');
    const { body } = await hub().call(
      'GET',
      '/v1/users/ben/external-events?from=2027-01-05T00:00:00Z&to=2027-01-06T00:00:00Z',
      {
        user: 'ben',
      },
    );
    expect(body).toMatchObject({ items: [] });
    await hub().advance('PT5M');
    expect((await readBooking(hub(), id)).hosts[0]?.calendar.state).toBe('synced');
    expect(await outlookEvents(hub(), 'ben')).toHaveLength(1);
  });

  it('takes a title that a person changed before its creation was confirmed', async () => {
    await connectOutlook(hub(), 'ben');
    await hub().microsoft.fault({
      match: { method: 'POST', path: '/events' },
      reset: true,
      afterCommit: true,
    });
    const { id } = await book(hub());
    await hub().settle();
    const [event] = await outlookEvents(hub(), 'ben');
    await (await inOutlook(hub(), 'ben')).edit(String(event?.id), { subject: 'My own title' });
    await hub().settle();
    await hub().advance('PT5M');
    expect((await readBooking(hub(), id)).title).toBe('My own title');
    expect(await outlookEvents(hub(), 'ben')).toHaveLength(1);
  });
});
