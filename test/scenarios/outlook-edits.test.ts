import { describe, expect, it } from 'vitest';
import { connectGoogle } from '../support/connect-google.ts';
import { connectOutlook } from '../support/connect-outlook.ts';
import { useHub } from '../support/hub.ts';
import { GINA, readBooking, told } from '../support/meeting.ts';
import { book } from '../support/order.ts';
import { inOutlook, outlookEvents, outlookWrites } from '../support/outlook.ts';

const hub = useHub();
const calls = async () => (await hub().microsoft.state()).calls.length;
const patch = async (id: string, body: Record<string, unknown>) => {
  const { status } = await hub().call('PATCH', `/v1/bookings/${id}`, { user: 'ben', body });
  expect(status).toBe(200);
  await hub().settle();
};
/** Until pushes, workers and mails have come to rest. */
const followed = async () => {
  await hub().settle();
  await hub().advance('PT2M');
};
const meeting = async (over: Record<string, unknown> = {}) => {
  await connectOutlook(hub(), 'ben');
  const { id } = await book(hub(), { location: { kind: 'teams' }, guests: [GINA], ...over });
  await followed();
  hub().inbox.clear();
  const { hosts } = await readBooking(hub(), id);
  const eventId = hosts.find(({ userId }) => userId === 'ben')?.calendar.eventId ?? '';
  return { id, eventId, ben: await inOutlook(hub(), 'ben') };
};

describe('what a person changes in Outlook', { timeout: 60_000 }, () => {
  it('[SYNC-01] moves the booking, tells everybody once, and is not written back', async () => {
    const { id, eventId, ben } = await meeting();
    const before = await readBooking(hub(), id);
    const mark = await calls();
    await ben.move(eventId, '2027-01-07T13:00:00Z', '2027-01-07T14:00:00Z');
    await followed();
    expect(await readBooking(hub(), id)).toMatchObject({
      start: '2027-01-07T13:00:00.000Z',
      end: '2027-01-07T14:00:00.000Z',
      conference: before.conference,
    });
    expect(await told(hub())).toEqual([
      'ben@acme.example: Rescheduled: Intro call',
      'gina@example.org: Rescheduled: Intro call',
    ]);
    expect(await outlookWrites(hub(), mark)).toEqual([]);
  });

  it('[SYNC-01] a title and a room are the booking’s; a text of their own stays beside changes of the API', async () => {
    const { id, eventId, ben } = await meeting();
    await ben.edit(eventId, { subject: 'Second call', location: { displayName: 'Room 7' } });
    await followed();
    expect(await readBooking(hub(), id)).toMatchObject({
      title: 'Second call',
      location: { kind: 'teams', venue: 'Room 7' },
      conference: { state: 'ready' },
    });
    const { body } = await ben.get(eventId);
    const content = JSON.parse(JSON.stringify(body)).content.replace('</body>', '<p>My own notes</p></body>');
    await ben.edit(eventId, { body: { contentType: 'html', content } });
    await followed();
    await patch(id, { title: 'Third call' });
    expect(await ben.get(eventId)).toMatchObject({
      subject: 'Third call',
      body: { content: expect.stringContaining('My own notes') },
    });
    await patch(id, { description: 'A new agenda' });
    expect(await ben.get(eventId)).toMatchObject({
      isOnlineMeeting: true,
      body: { content: expect.stringMatching(/A new agenda.*My own notes/su) },
    });
  });

  it('[SYNC-01] a deletion cancels the booking, and everybody is told once', async () => {
    const { id, eventId, ben } = await meeting();
    await ben.remove(eventId);
    await followed();
    expect((await readBooking(hub(), id)).status).toBe('cancelled');
    expect(await told(hub())).toEqual([
      'ben@acme.example: Cancelled: Intro call',
      'gina@example.org: Cancelled: Intro call',
    ]);
  });

  it('[SYNC-01] changes on either side reach the other with one write each, and never come back', async () => {
    const { id, eventId, ben } = await meeting();
    const mark = await calls();
    await patch(id, { title: 'Second call' });
    await followed();
    await ben.edit(eventId, { subject: 'Third call' });
    await followed();
    await patch(id, { start: '2027-01-08T14:00:00+01:00', end: '2027-01-08T15:00:00+01:00' });
    await followed();
    await ben.move(eventId, '2027-01-07T13:00:00Z', '2027-01-07T14:00:00Z');
    await followed();
    const { revision } = await readBooking(hub(), id);
    await hub().advance('PT47H');
    expect(await outlookWrites(hub(), mark)).toEqual([
      `PATCH events/${encodeURIComponent(eventId)}`,
      `PATCH events/${encodeURIComponent(eventId)}`,
    ]);
    expect(await readBooking(hub(), id)).toMatchObject({
      revision,
      title: 'Third call',
      start: '2027-01-07T13:00:00.000Z',
    });
    expect((await told(hub())).filter((line) => line.startsWith('gina'))).toEqual([
      'gina@example.org: Rescheduled: Third call',
      'gina@example.org: Rescheduled: Third call',
      'gina@example.org: Updated: Second call',
      'gina@example.org: Updated: Third call',
    ]);
  });

  it('[SYNC-01] what the server saves once more by itself is nobody’s edit, and a write that it makes stale is made again', async () => {
    await connectOutlook(hub(), 'ben');
    await hub().microsoft.webhooks({ mode: 'drop', rate: 1 });
    const { id } = await book(hub());
    await hub().settle();
    // The second save comes two seconds after the first; nobody tells.
    await hub().advance('PT10S');
    await patch(id, { title: 'Second call' });
    expect(await outlookEvents(hub(), 'ben')).toEqual([expect.objectContaining({ subject: 'Second call' })]);
    const booking = await readBooking(hub(), id);
    expect(booking).toMatchObject({ revision: 2, hosts: [{ calendar: { state: 'synced' } }] });
    await hub().advance('PT2H');
    expect((await readBooking(hub(), id)).revision).toBe(2);
  });

  it('[SYNC-01] an edit that comes while a change of the API is on its way wins over none of it', async () => {
    const { id, eventId, ben } = await meeting();
    await hub().call('PATCH', `/v1/bookings/${id}`, { user: 'ben', body: { title: 'Second call' } });
    await ben.move(eventId, '2027-01-07T13:00:00Z', '2027-01-07T14:00:00Z');
    await followed();
    expect(await readBooking(hub(), id)).toMatchObject({
      title: 'Second call',
      start: '2027-01-07T13:00:00.000Z',
    });
    expect(await ben.get(eventId)).toMatchObject({
      subject: 'Second call',
      start: { dateTime: '2027-01-07T13:00:00.0000000' },
    });
  });
});

describe('an event of a co-host’s own', { timeout: 60_000 }, () => {
  const withBen = async () => {
    await connectGoogle(hub(), 'ada');
    return meeting({ hosts: ['ada', 'ben'], location: { kind: 'in_person' } });
  };

  it.each(['move', 'remove'] as const)(
    '[SYNC-01] says by its %s that they decline, and changes nothing else',
    async (how) => {
      const { id, eventId, ben } = await withBen();
      const before = await readBooking(hub(), id);
      if (how === 'move') await ben.move(eventId, '2027-01-07T13:00:00Z', '2027-01-07T14:00:00Z');
      else await ben.remove(eventId);
      await followed();
      const after = await readBooking(hub(), id);
      expect(after.hosts.map(({ userId, rsvp }) => [userId, rsvp])).toEqual([
        ['ada', 'needs_action'],
        ['ben', 'declined'],
      ]);
      expect(after).toMatchObject({ start: before.start, status: 'confirmed' });
      const mark = await calls();
      await hub().advance('PT2H');
      expect(await outlookWrites(hub(), mark)).toEqual([]);
    },
  );

  it('does not come back with every change to who took it away', async () => {
    const { id, eventId, ben } = await withBen();
    await ben.remove(eventId);
    await followed();
    await hub().call('PATCH', `/v1/bookings/${id}`, { user: 'ada', body: { title: 'Second call' } });
    await followed();
    expect(await outlookEvents(hub(), 'ben')).toEqual([]);
  });
});
