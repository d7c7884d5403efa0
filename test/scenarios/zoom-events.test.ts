import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { connectZoom, inZoom } from '../support/connect-zoom.ts';
import { endFaults } from '../support/end-state.ts';
import { type Hub, useHub } from '../support/hub.ts';
import { GINA, readBooking, told } from '../support/meeting.ts';
import { book } from '../support/order.ts';
import { signedByZoom, tellAsZoom, zoomCalls } from '../support/zoom-events.ts';

const AT = { start: '2027-01-05T09:00:00.000Z', end: '2027-01-05T10:00:00.000Z' } as const;
const LATER = { start: '2027-01-05T13:00:00.000Z', end: '2027-01-05T13:30:00.000Z' } as const;

const Meetings = z.array(
  z.looseObject({ id: z.string(), exists: z.boolean(), hostId: z.string().optional() }),
);

const meetingIds = async (hub: Hub): Promise<string[]> =>
  Meetings.parse((await hub.zoom.state()).meetings).map(({ id }) => id);

/** Ben's meeting with Gina is there, everybody has been told, the inbox is emptied. */
const meet = async (hub: Hub): Promise<{ id: string; meetingId: string }> => {
  await connectZoom(hub, 'ben');
  const { id } = await book(hub, { location: { kind: 'zoom' }, guests: [GINA] });
  await hub.settle();
  await hub.advance('PT30S');
  hub.inbox.clear();
  const [meetingId = ''] = await meetingIds(hub);
  return { id, meetingId };
};

const act = (hub: Hub, id: string, what: 'start' | 'end' | 'recover') =>
  hub.zoom.control('meetings', { id, act: what });

const MOVED = ['ben@acme.example: Rescheduled: Intro call', 'gina@example.org: Rescheduled: Intro call'];
const OFF = ['ben@acme.example: Cancelled: Intro call', 'gina@example.org: Cancelled: Intro call'];

describe('what is done to a meeting in Zoom', () => {
  const hub = useHub();

  test('[ZOOM-06] a move moves the booking at once, and is told once', async () => {
    const { id, meetingId } = await meet(hub());
    await hub().zoom.webhooks({ mode: 'duplicate' });
    await (await inZoom(hub(), 'ben')).move(meetingId, LATER.start, LATER.end);
    await hub().settle();
    await hub().advance('PT30S');
    expect(await readBooking(hub(), id)).toMatchObject({ ...LATER, revision: 2 });
    expect(await told(hub())).toEqual(MOVED);
    expect(await endFaults(hub())).toEqual([]);
  });

  test('[ZOOM-06] a deletion cancels the booking at once, and is told once', async () => {
    const { id, meetingId } = await meet(hub());
    await (await inZoom(hub(), 'ben')).remove(meetingId);
    await hub().settle();
    await hub().advance('PT30S');
    expect(await readBooking(hub(), id)).toMatchObject({ status: 'cancelled' });
    expect(await told(hub())).toEqual(OFF);
    expect(await endFaults(hub())).toEqual([]);
  });

  test('one that its host takes out of the trash again is the host’s own: the booking stays cancelled', async () => {
    const { id, meetingId } = await meet(hub());
    await (await inZoom(hub(), 'ben')).remove(meetingId);
    await hub().settle();
    await act(hub(), meetingId, 'recover');
    await hub().settle();
    await hub().advance('PT30S');
    expect(await readBooking(hub(), id)).toMatchObject({ status: 'cancelled' });
    expect(await told(hub())).toEqual(OFF);
  });

  test.each([
    [
      'moved',
      (m: string, hands: Awaited<ReturnType<typeof inZoom>>) => hands.move(m, LATER.start, LATER.end),
      MOVED,
    ],
    ['deleted', (m: string, hands: Awaited<ReturnType<typeof inZoom>>) => hands.remove(m), OFF],
  ] as const)(
    '[ZOOM-06] one that is %s while every event is lost is noticed within the hour',
    async (_, change, mails) => {
      await connectZoom(hub(), 'ben');
      const { id } = await book(hub(), {
        location: { kind: 'zoom' },
        guests: [GINA],
        start: '2027-01-07T09:00:00Z',
        end: '2027-01-07T10:00:00Z',
      });
      await hub().settle();
      await hub().advance('PT30S');
      hub().inbox.clear();
      const [meetingId = ''] = await meetingIds(hub());
      const before = await readBooking(hub(), id);
      await hub().zoom.webhooks({ mode: 'drop' });
      await change(meetingId, await inZoom(hub(), 'ben'));
      await hub().settle();
      expect(await readBooking(hub(), id)).toEqual(before);
      await hub().advance('PT1H1M');
      expect((await readBooking(hub(), id)).revision).toBe(before.revision + 1);
      expect(await told(hub())).toEqual(mails);
    },
  );

  test('[ZOOM-06] when it was held shows: the first start and the last end, however its events come', async () => {
    const { id, meetingId } = await meet(hub());
    await hub().advance('PT24H');
    const startedAt = new Date().toISOString();
    await hub().zoom.webhooks({ mode: 'duplicate' });
    await act(hub(), meetingId, 'start');
    await hub().settle();
    expect((await readBooking(hub(), id)).conference).toMatchObject({ startedAt });
    await hub().advance('PT10M');
    await act(hub(), meetingId, 'end');
    await act(hub(), meetingId, 'start');
    await hub().advance('PT20M');
    const endedAt = new Date().toISOString();
    await act(hub(), meetingId, 'end');
    await hub().settle();
    const { conference, revision } = await readBooking(hub(), id);
    expect({ ...conference, revision }).toMatchObject({ startedAt, endedAt, revision: 1 });
    expect(await told(hub())).toEqual([]);
  });

  test('an end of which no start was told, and events in the wrong order, come to the same', async () => {
    const { id, meetingId } = await meet(hub());
    const tell = (event: string, times: Record<string, string>) =>
      tellAsZoom(
        hub(),
        JSON.stringify({ event, event_ts: Date.now(), payload: { object: { id: meetingId, ...times } } }),
      );
    await tell('meeting.ended', { end_time: '2027-01-05T10:00:00Z' });
    await hub().settle();
    expect((await readBooking(hub(), id)).conference).toMatchObject({ endedAt: AT.end });
    await tell('meeting.ended', { end_time: '2027-01-05T09:30:00Z' });
    await tell('meeting.started', { start_time: '2027-01-05T09:31:00Z' });
    await tell('meeting.started', { start_time: '2027-01-05T09:00:00Z' });
    await hub().settle();
    expect((await readBooking(hub(), id)).conference).toMatchObject({ startedAt: AT.start, endedAt: AT.end });
  });
});

describe('what is said to come from Zoom', () => {
  const hub = useHub();
  const deleted = (id: string, host?: string): string =>
    `{"event":"meeting.deleted","event_ts":${Date.now()},"payload":{"operator":"zoë@acme.example","object":{"id":${id}${host === undefined ? '' : `,"host_id":"${host}"`}}}}`;

  test('is refused alike when it is forged, stale, truncated or written anew, and causes no call', async () => {
    const { id, meetingId } = await meet(hub());
    const before = await readBooking(hub(), id);
    const mark = (await zoomCalls(hub())).length;
    const body = deleted(meetingId);
    const written = JSON.stringify(JSON.parse(body), null, 1);
    const answers = await Promise.all([
      tellAsZoom(hub(), body, signedByZoom(body, { secret: 'a guess' })),
      tellAsZoom(hub(), body, signedByZoom(body, { ageSeconds: 86_500 })),
      tellAsZoom(hub(), body.slice(0, -1), signedByZoom(body)),
      tellAsZoom(hub(), written, signedByZoom(body)),
    ]);
    expect(answers).toEqual([401, 401, 401, 401]);
    await hub().settle();
    expect(await zoomCalls(hub(), mark)).toEqual([]);
    expect(await readBooking(hub(), id)).toEqual(before);
  });

  test('is no more than a hint: replayed three times it changes nothing that is not so', async () => {
    const { id, meetingId } = await meet(hub());
    const before = await readBooking(hub(), id);
    const mark = (await zoomCalls(hub())).length;
    const body = deleted(meetingId);
    const headers = signedByZoom(body);
    for (let time = 0; time < 3; time += 1) expect(await tellAsZoom(hub(), body, headers)).toBe(200);
    await hub().settle();
    expect(new Set(await zoomCalls(hub(), mark))).toEqual(new Set([`GET /v2/meetings/${meetingId}`]));
    expect(await readBooking(hub(), id)).toEqual(before);
    expect(await told(hub())).toEqual([]);
  });

  test('of a meeting that is nobody’s booking, or of another account, causes no call', async () => {
    const { meetingId } = await meet(hub());
    const mark = (await zoomCalls(hub())).length;
    expect(await tellAsZoom(hub(), deleted('90071992547409931234'))).toBe(200);
    expect(await tellAsZoom(hub(), deleted(meetingId, 'somebody-else'))).toBe(200);
    await hub().settle();
    expect(await zoomCalls(hub(), mark)).toEqual([]);
    expect(
      hub()
        .logs()
        .filter((line) => line.includes('meeting_news.')).length,
    ).toBe(2);
    expect(hub().logs().join('\n')).not.toContain('zoë');
    expect(hub().dlq('sync')).toBe(0);
  });

  test('is found by every digit of a long id', async () => {
    await hub().zoom.control('app', { meetingIds: 'long' });
    const { id, meetingId } = await meet(hub());
    expect(meetingId.length).toBeGreaterThan(15);
    await (await inZoom(hub(), 'ben')).remove(meetingId);
    await hub().settle();
    expect(await readBooking(hub(), id)).toMatchObject({ status: 'cancelled' });
  });
});
