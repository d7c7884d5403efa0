import { describe, expect, test } from 'vitest';
import { connectGoogle } from '../support/connect-google.ts';
import { connectZoom, inZoom } from '../support/connect-zoom.ts';
import { useHub } from '../support/hub.ts';
import { inGoogle, readBooking, told } from '../support/meeting.ts';
import { book } from '../support/order.ts';
import { AT_ZOOM, meet, meetingsAt, noFaults, patch } from '../support/zoom-meeting.ts';

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

  test('by holding it early lets a change of ours wait until they have left, and nobody is alarmed', async () => {
    await connectZoom(hub(), 'ben');
    const { id, conference } = await meet(hub());
    const [made] = await meetingsAt(hub());
    await hub().zoom.control('meetings', { id: made?.id, act: 'start' });
    await patch(hub(), id, { start: '2027-01-05T12:00:00Z', end: '2027-01-05T13:00:00Z' });
    await hub().advance('PT10M');
    const { startedAt: _, ...during } = (await readBooking(hub(), id)).conference ?? {};
    expect(during).toEqual(conference);
    expect(await meetingsAt(hub())).toMatchObject([{ start: made?.start }]);
    await hub().zoom.control('meetings', { id: made?.id, act: 'end' });
    await hub().advance('PT10M');
    expect(await meetingsAt(hub())).toMatchObject([{ id: made?.id, start: '2027-01-05T12:00:00.000Z' }]);
    expect((await told(hub())).filter((line) => !line.includes('Rescheduled'))).toEqual([]);
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

  test('one that people stay in long after its end is asked about less and less often, and goes once they have left', async () => {
    await connectZoom(hub(), 'ben');
    await book(hub(), { ...AT_ZOOM, start: '2027-01-04T10:00:00Z', end: '2027-01-04T10:30:00Z' });
    await hub().settle();
    const [made] = await meetingsAt(hub());
    await hub().zoom.control('meetings', { id: made?.id, act: 'start' });
    await hub().advance('PT4H');
    const asked = (await hub().zoom.state()).calls.filter(({ method }) => method === 'DELETE');
    expect(asked.length).toBeGreaterThan(3);
    expect(asked.length).toBeLessThan(30);
    await hub().zoom.control('meetings', { id: made?.id, act: 'end' });
    await hub().advance('PT20M');
    const { calls } = await hub().zoom.state();
    await hub().advance('PT40M');
    const later = (await hub().zoom.state()).calls.slice(calls.length);
    expect(later.filter(({ method }) => method === 'DELETE')).toEqual([]);
    await noFaults(hub());
  });
});
