import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { Card, DisconnectPreview } from '../../events/http/integrations.ts';
import { RunReply } from '../../events/http/runs.ts';
import { connectZoom, inZoom, reconnectZoom, zoomAccountOf } from '../support/connect-zoom.ts';
import { endFaults } from '../support/end-state.ts';
import { useHub } from '../support/hub.ts';
import { GINA, readBooking, told } from '../support/meeting.ts';
import { book } from '../support/order.ts';

const hub = useHub();
const CARD = '/v1/me/integrations/zoom';
const AT_ZOOM = { location: { kind: 'zoom' }, guests: [GINA] } as const;

const card = (user = 'ben') => hub().ask(Card, 'GET', CARD, { user });
const leave = async (query = '', user = 'ben') =>
  (await hub().ask(z.object({ run: RunReply }), 'DELETE', `${CARD}${query}`, { user })).run.id;
const readRun = (id: string) => hub().ask(RunReply, 'GET', `/v1/runs/${id}`, { user: 'ada' });
const Meetings = z.array(z.looseObject({ id: z.string(), account: z.string(), exists: z.boolean() }));
const meetingsOf = async (user: string) =>
  Meetings.parse((await hub().zoom.state()).meetings).filter(
    ({ exists, account }) => exists && account === zoomAccountOf(user),
  );
/** Its link is there, everybody has been told, the inbox is emptied. */
const meet = async (over: object = {}) => {
  const { id } = await book(hub(), { ...AT_ZOOM, ...over });
  await hub().settle();
  hub().inbox.clear();
  return id;
};
const agreed = async () => expect(await endFaults(hub())).toEqual([]);

describe('leaving Zoom', () => {
  test('by default bookings stand, their meetings go and the link follows when its host is back', async () => {
    await connectZoom(hub(), 'ben');
    const id = await meet();
    expect((await readBooking(hub(), id)).conference).toMatchObject({ kind: 'zoom', state: 'ready' });
    expect(await hub().ask(DisconnectPreview, 'DELETE', `${CARD}?dryRun=true`, { user: 'ben' })).toEqual({
      platforms: ['zoom'],
      events: 1,
      bookingsAffected: 1,
      bookingsLosingLink: 1,
    });
    const run = await leave();
    await hub().advance('PT3M');
    expect((await readRun(run)).result).toMatchObject({
      ...{ platforms: ['zoom'], grant: 'revoked', released: 1, removed: 1, couldNotRemove: 0, guestsTold: 1 },
    });
    expect((await card()).state).toBe('not_connected');
    expect(await meetingsOf('ben')).toEqual([]);
    expect(await readBooking(hub(), id)).toMatchObject({
      status: 'confirmed',
      conference: { kind: 'zoom', state: 'pending' },
    });
    expect(await told(hub())).toHaveLength(2);
    await agreed();
    hub().inbox.clear();
    await connectZoom(hub(), 'ben');
    await hub().advance('PT1M');
    expect((await readBooking(hub(), id)).conference).toMatchObject({ state: 'ready' });
    expect(await told(hub())).toHaveLength(2);
    await agreed();
  });

  test('another host who has Zoom makes the link from then on', async () => {
    await connectZoom(hub(), 'ben');
    await connectZoom(hub(), 'chloe');
    const id = await meet({ hosts: ['ben', 'chloe'] });
    const before = await readBooking(hub(), id);
    await leave();
    await hub().advance('PT3M');
    const { conference } = await readBooking(hub(), id);
    expect(conference).toMatchObject({ kind: 'zoom', state: 'ready' });
    expect(conference?.joinUrl).not.toBe(before.conference?.joinUrl);
    expect(await meetingsOf('ben')).toEqual([]);
    expect(await meetingsOf('chloe')).toHaveLength(1);
    for (const { text } of await hub().inbox.all()) expect(text).toContain(conference?.joinUrl);
    await agreed();
  });

  test('with bookings=cancel they are cancelled, and of others only the meeting goes', async () => {
    await connectZoom(hub(), 'ben');
    const id = await meet();
    const run = await leave('?bookings=cancel');
    await hub().advance('PT3M');
    expect((await readBooking(hub(), id)).status).toBe('cancelled');
    expect((await readRun(run)).result).toMatchObject({ cancelled: 1, removed: 1 });
    expect(await meetingsOf('ben')).toEqual([]);
    expect(await told(hub())).toEqual([
      'ben@acme.example: Cancelled: Intro call',
      'gina@example.org: Cancelled: Intro call',
    ]);
    await agreed();
  });

  test('with bookings=keep the meetings stay as they are, also when its user comes back and leaves so again', async () => {
    await connectZoom(hub(), 'ben');
    const id = await meet();
    const run = await leave('?bookings=keep');
    await hub().advance('PT3M');
    expect((await readRun(run)).result).toMatchObject({ kept: 1, removed: 0 });
    expect(await meetingsOf('ben')).toHaveLength(1);
    await connectZoom(hub(), 'ben');
    await leave('?bookings=keep');
    await hub().advance('PT3M');
    expect(await meetingsOf('ben')).toHaveLength(1);
    expect(await readBooking(hub(), id)).toMatchObject({
      status: 'confirmed',
      conference: { state: 'ready' },
    });
    expect(await told(hub())).toEqual([]);
  });

  test('a meeting that was kept is its booking’s again when its user comes back, whatever was changed meanwhile', async () => {
    await connectZoom(hub(), 'ben');
    const moved = await meet();
    const off = await meet({ start: '2027-01-06T09:00:00Z', end: '2027-01-06T09:30:00Z' });
    const { joinUrl } = (await readBooking(hub(), moved)).conference ?? {};
    await leave('?bookings=keep');
    await hub().advance('PT3M');
    await hub().call('POST', `/v1/bookings/${off}/cancel`, { user: 'ben', body: {} });
    await connectZoom(hub(), 'ben', { email: 'another@zoom.example' });
    await hub().advance('PT1M');
    expect(await meetingsOf('ben')).toHaveLength(2);
    await leave();
    await hub().advance('PT3M');
    const fault = { match: { method: 'GET', path: '/users/me/meetings' }, status: 503, times: 3 };
    await hub().zoom.fault(fault);
    await connectZoom(hub(), 'ben');
    await hub().advance('PT40M');
    const body = { start: '2027-01-05T12:00:00Z', end: '2027-01-05T12:30:00Z' };
    await hub().call('PATCH', `/v1/bookings/${moved}`, { user: 'ben', body });
    await hub().advance('PT1M');
    expect(await meetingsOf('ben')).toMatchObject([{ start: '2027-01-05T12:00:00.000Z', joinUrl }]);
    expect((await readBooking(hub(), moved)).conference).toMatchObject({ state: 'ready', joinUrl });
    await agreed();
  });

  test('a meeting whose creation was never answered is found by its reference', async () => {
    await connectZoom(hub(), 'ben');
    await hub().zoom.fault({
      match: { method: 'POST', path: '/users/me/meetings$' },
      reset: true,
      afterCommit: true,
    });
    const { id } = await book(hub(), AT_ZOOM);
    await hub().settle();
    expect(await meetingsOf('ben')).toHaveLength(1);
    const run = await leave();
    await hub().advance('PT5M');
    expect((await readRun(run)).result).toMatchObject({ removed: 1, couldNotRemove: 0 });
    expect(await meetingsOf('ben')).toEqual([]);
    expect((await readBooking(hub(), id)).status).toBe('confirmed');
    await agreed();
  });

  test('a meeting that its host has taken from the trash after its booking was cancelled stays theirs', async () => {
    await connectZoom(hub(), 'ben');
    const id = await meet();
    const [meeting] = await meetingsOf('ben');
    await hub().call('POST', `/v1/bookings/${id}/cancel`, { user: 'ben', body: {} });
    await hub().settle();
    expect(await meetingsOf('ben')).toEqual([]);
    await hub().zoom.control('meetings', { id: meeting?.id, act: 'recover' });
    const run = await leave();
    await hub().advance('PT3M');
    expect((await readRun(run)).result).toMatchObject({ removed: 0, couldNotRemove: 0 });
    expect(await meetingsOf('ben')).toMatchObject([{ id: meeting?.id }]);
  });

  test('while people are in the meeting its removal waits, and one that is over counts as gone', async () => {
    await connectZoom(hub(), 'ben');
    await meet();
    const [meeting] = await meetingsOf('ben');
    await hub().zoom.control('meetings', { id: meeting?.id, act: 'start' });
    const run = await leave();
    await hub().advance('PT2M');
    expect((await readRun(run)).state).toBe('running');
    expect(await meetingsOf('ben')).toHaveLength(1);
    await hub().zoom.control('meetings', { id: meeting?.id, act: 'end' });
    await hub().advance('PT8M');
    expect(await readRun(run)).toMatchObject({ state: 'done', result: { removed: 1, couldNotRemove: 0 } });
  });
});

describe('a Zoom access that was lost', () => {
  test('bookings stand; what is owed waits and is written after reconnecting', async () => {
    await connectZoom(hub(), 'ben');
    const id = await meet();
    await hub().zoom.revoke(zoomAccountOf('ben'));
    await hub().settle();
    await hub().ask(z.unknown(), 'PATCH', `/v1/bookings/${id}`, {
      user: 'ada',
      body: { start: '2027-01-05T12:00:00Z', end: '2027-01-05T12:30:00Z' },
    });
    await hub().advance('PT2M');
    expect(await card()).toMatchObject({ state: 'needs_reauth' });
    expect((await readBooking(hub(), id)).status).toBe('confirmed');
    expect((await hub().inbox.to('ben@acme.example')).map(({ subject }) => subject)).toContainEqual(
      expect.stringContaining('Zoom'),
    );
    await reconnectZoom(hub(), 'ben');
    await hub().advance('PT2M');
    expect(await meetingsOf('ben')).toMatchObject([
      { start: expect.stringMatching(/^2027-01-05T12:00:00/u), minutes: 30 },
    ]);
    await agreed();
  });

  test('a meeting that was deleted in Zoom meanwhile cancels its booking, told once', async () => {
    await connectZoom(hub(), 'ben');
    const id = await meet();
    const [meeting] = await meetingsOf('ben');
    await hub().zoom.webhooks({ mode: 'drop', rate: 1 });
    const own = await inZoom(hub(), 'ben');
    await own.remove(meeting?.id ?? '');
    await hub().zoom.revoke(zoomAccountOf('ben'));
    await hub().zoom.webhooks({ mode: 'deliver' });
    await reconnectZoom(hub(), 'ben');
    await hub().advance('PT2M');
    expect((await readBooking(hub(), id)).status).toBe('cancelled');
    expect((await told(hub())).filter((line) => line.startsWith('gina'))).toEqual([
      'gina@example.org: Cancelled: Intro call',
    ]);
    await agreed();
  });
});
