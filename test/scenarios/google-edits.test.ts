import { describe, expect, it } from 'vitest';
import { connectGoogle } from '../support/connect-google.ts';
import { useHub } from '../support/hub.ts';
import { inGoogle, meeting, readBooking, told } from '../support/meeting.ts';
import { order } from '../support/order.ts';

const hub = useHub();

/** Until pushes, workers and mails have come to rest. */
const followed = async () => {
  await hub().settle();
  await hub().advance('PT2M');
};

const patch = async (id: string, body: Record<string, unknown>) => {
  await hub().call('PATCH', `/v1/bookings/${id}`, { user: 'ben', body });
  await followed();
};

const claim = async (host: string) => {
  const { status, body } = await hub().call('POST', '/v1/bookings', {
    user: 'ada',
    body: order({ title: 'Another call', hosts: [host] }),
  });
  return { status, body };
};

describe('a description that the host edited in Google Calendar', { timeout: 60_000 }, () => {
  it('[MEET-21] stays while the API changes other things, and gives way to a new one of the API', async () => {
    const { id, eventId } = await meeting(hub(), { description: 'What we agreed on' });
    const ben = await inGoogle(hub(), 'ben');
    await ben.edit(eventId, { description: 'My own notes' });
    await followed();
    await patch(id, { title: 'Second call' });
    expect(await ben.get(eventId)).toMatchObject({ summary: 'Second call', description: 'My own notes' });
    await patch(id, { title: 'Third call' });
    expect(await ben.get(eventId)).toMatchObject({ summary: 'Third call', description: 'My own notes' });
    await patch(id, { description: 'A new agenda' });
    expect((await ben.get(eventId)).description).toContain('A new agenda');
  });

  it('[MEET-21] stays also when it is edited while a change of the API is on its way', async () => {
    const { id, eventId } = await meeting(hub(), { description: 'What we agreed on' });
    const ben = await inGoogle(hub(), 'ben');
    await hub().call('PATCH', `/v1/bookings/${id}`, { user: 'ben', body: { title: 'Second call' } });
    await ben.edit(eventId, { description: 'My own notes' });
    await followed();
    expect(await ben.get(eventId)).toMatchObject({ summary: 'Second call', description: 'My own notes' });
  });
});

describe('a co-host whom the organizer takes off in Google Calendar', { timeout: 60_000 }, () => {
  const withAda = async () => {
    await connectGoogle(hub(), 'ada');
    return meeting(hub(), { hosts: ['ben', 'ada'] });
  };

  it('[MEET-21] is no host any more and is told once; nobody else is, and a rename invites nobody again', async () => {
    const { id, eventId } = await withAda();
    const ben = await inGoogle(hub(), 'ben');
    await ben.edit(eventId, { attendees: [] });
    await followed();
    expect((await readBooking(hub(), id)).hosts.map(({ userId }) => userId)).toEqual(['ben']);
    expect(await told(hub())).toEqual(['ada@acme.example: Cancelled: Intro call']);
    hub().inbox.clear();
    await patch(id, { title: 'Second call' });
    expect((await ben.get(eventId)).attendees ?? []).toEqual([]);
    expect((await told(hub())).filter((line) => line.startsWith('ada@'))).toEqual([]);
    expect((await claim('ada')).status).toBe(201);
  });

  it('[DOM-02] stays a host when they decline, or when others come and go', async () => {
    const { id, eventId } = await withAda();
    const ben = await inGoogle(hub(), 'ben');
    await (await inGoogle(hub(), 'ada')).answer(eventId, 'declined');
    await followed();
    const { attendees } = await ben.get(eventId);
    await ben.edit(eventId, { attendees: [...[attendees ?? []].flat(), { email: 'hugo@example.org' }] });
    await followed();
    expect((await readBooking(hub(), id)).hosts.map(({ userId, rsvp }) => [userId, rsvp])).toEqual([
      ['ben', 'needs_action'],
      ['ada', 'declined'],
    ]);
    expect((await told(hub())).map((line) => line.split(':')[0])).toEqual([
      'ben@acme.example',
      'hugo@example.org',
    ]);
  });
});

describe('an event that is restored after its booking was cancelled', { timeout: 60_000 }, () => {
  it.each([
    ['in Google Calendar', (_: string, remove: () => Promise<unknown>) => remove()],
    [
      'by the API',
      (id: string) => hub().call('POST', `/v1/bookings/${id}/cancel`, { user: 'ben', body: {} }),
    ],
  ])("[DOM-04] is the host's own: it keeps its time from being booked (cancelled %s)", async (_, cancel) => {
    const { id, eventId } = await meeting(hub());
    const ben = await inGoogle(hub(), 'ben');
    await cancel(id, () => ben.remove(eventId));
    await followed();
    await ben.edit(eventId, { status: 'confirmed' });
    await followed();
    expect((await readBooking(hub(), id)).status).toBe('cancelled');
    expect(await claim('ben')).toMatchObject({ status: 409, body: { code: 'host_busy' } });
    await ben.remove(eventId);
    await followed();
    expect((await claim('ben')).status).toBe(201);
  });

  it('[DOM-04] keeps the time of co-hosts as well, in whose calendars it is back', async () => {
    await connectGoogle(hub(), 'ada');
    const { eventId } = await meeting(hub(), { hosts: ['ben', 'ada'] });
    const ben = await inGoogle(hub(), 'ben');
    await ben.remove(eventId);
    await followed();
    await ben.edit(eventId, { status: 'confirmed' });
    await followed();
    expect(await claim('ada')).toMatchObject({ status: 409, body: { code: 'host_busy' } });
    expect(await claim('ben')).toMatchObject({ status: 409, body: { code: 'host_busy' } });
  });
});
