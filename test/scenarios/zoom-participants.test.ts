import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { BookingView } from '../../events/http/booking-view.ts';
import { connectGoogle } from '../support/connect-google.ts';
import { connectZoom } from '../support/connect-zoom.ts';
import { useHub } from '../support/hub.ts';
import { inGoogle, readBooking } from '../support/meeting.ts';
import { book, order } from '../support/order.ts';

const hub = useHub();
const ANN = { email: 'ann@guests.example', name: 'Ann Arbour' };
const BOB = { email: 'bob@guests.example', name: 'Bob' };
const CID = { email: 'cid@guests.example', name: 'Cid' };
const EACH = { location: { kind: 'zoom' }, linkPer: 'participant', guests: [ANN, BOB] };

const Meetings = z.array(
  z.looseObject({
    joinUrl: z.string(),
    registrants: z.array(z.object({ id: z.string(), email: z.string(), joinUrl: z.string() })),
  }),
);
const atZoom = async () => Meetings.parse((await hub().zoom.state()).meetings);
const registered = async () =>
  (await atZoom()).flatMap(({ registrants }) => registrants.map(({ email, joinUrl }) => [email, joinUrl]));
const links = ({ guests }: BookingView) => guests.map(({ email, joinUrl }) => [email, joinUrl]);
const patch = async (id: string, body: object) => {
  const { status } = await hub().call('PATCH', `/v1/bookings/${id}`, { user: 'ben', body });
  await hub().settle();
  await hub().advance('PT30S');
  return status;
};
/** What makes a link one guest's. */
const keyOf = (link: string): string => new URL(link).searchParams.get('tk') ?? link;
const mailsTo = async (email: string) => (await hub().inbox.all()).filter(({ to }) => to.includes(email));

describe('a link for each guest', { timeout: 30_000 }, () => {
  it('[ZOOM-03] leads each to the meeting, and nobody else is told of it', async () => {
    await connectZoom(hub(), 'ben');
    await connectGoogle(hub(), 'ben');
    const { id } = await book(hub(), EACH);
    await hub().settle();
    const booking = await readBooking(hub(), id);
    expect(booking).toMatchObject({ linkPer: 'participant', conference: { state: 'ready' } });
    expect(links(booking)).toEqual(await registered());
    const [[, anns = ''] = [], [, bobs = ''] = []] = links(booking);
    expect(new Set([anns, bobs, booking.conference?.joinUrl]).size).toBe(3);
    for (const [guest, own, other] of [
      [ANN, anns, bobs],
      [BOB, bobs, anns],
    ] as const) {
      const mails = await mailsTo(guest.email);
      expect(mails).toHaveLength(1);
      expect(mails[0]?.text).toContain(own);
      expect(JSON.stringify(mails)).not.toContain(keyOf(other));
    }
    const event = JSON.stringify(
      await (await inGoogle(hub(), 'ben')).get(booking.hosts[0]?.calendar.eventId ?? ''),
    );
    expect(event).toContain(booking.conference?.joinUrl);
    for (const link of [anns, bobs]) expect(event).not.toContain(keyOf(link));
  });

  it('comes to guests who are added, and goes from those who are taken off', async () => {
    await connectZoom(hub(), 'ben');
    const { id } = await book(hub(), EACH);
    await hub().settle();
    const before = links(await readBooking(hub(), id));
    expect(await patch(id, { guests: [{ ...BOB, email: 'BOB@guests.example' }, CID] })).toBe(200);
    const after = links(await readBooking(hub(), id));
    expect(after[0]?.[1]).toBe(before[1]?.[1]);
    expect((await registered()).map(([email]) => email)).toEqual([BOB.email, CID.email]);
    expect((await mailsTo(CID.email)).at(-1)?.text).toContain(after[1]?.[1]);
    const told = (await mailsTo(BOB.email)).length;
    expect(await patch(id, { linkPer: 'meeting' })).toBe(200);
    const shared = await readBooking(hub(), id);
    expect(links(shared).map(([, link]) => link)).toEqual(Array(2).fill(shared.conference?.joinUrl));
    expect((await mailsTo(CID.email)).at(-1)?.text).toContain(shared.conference?.joinUrl);
    expect(told).toBe(1);
    expect(await registered()).toEqual([]);
    expect(await patch(id, { guests: [CID] })).toBe(200);
    expect(await patch(id, { linkPer: 'participant' })).toBe(200);
    expect((await registered()).map(([email]) => email)).toEqual([CID.email]);
    expect(links(await readBooking(hub(), id)).map(([, link]) => link)).toEqual(
      (await registered()).map(([, link]) => link),
    );
  });

  it('[ZOOM-03] is refused by its field where the plan has no registration', async () => {
    await connectZoom(hub(), 'ben', { plan: 'basic' });
    const refused = { status: 422, body: { code: 'invalid_request', errors: [{ field: 'linkPer' }] } };
    expect(await hub().call('POST', '/v1/bookings', { user: 'ben', body: order(EACH) })).toMatchObject(
      refused,
    );
    const { id } = await book(hub(), { ...EACH, linkPer: 'meeting' });
    const body = { linkPer: 'participant' };
    expect(await hub().call('PATCH', `/v1/bookings/${id}`, { user: 'ben', body })).toMatchObject(refused);
  });

  it.each([
    ['the plan has none after all', 200, 'Only available for paid users.'],
    ['its user withheld that permission', 4711, 'Invalid access token, does not contain scopes:[x].'],
  ])('is one for all, and the host reads why, where %s', async (_, code, message) => {
    await connectZoom(hub(), 'ben');
    const match = { method: 'POST', path: '/registrants' };
    const body = { code, message };
    await hub().zoom.fault({ match, status: 400, body, times: 10 });
    const { id } = await book(hub(), EACH);
    await hub().settle();
    const booking = await readBooking(hub(), id);
    const joinUrl = booking.conference?.joinUrl;
    expect(booking.conference).toMatchObject({ state: 'ready', reason: 'registration_unavailable' });
    expect(links(booking).map(([, link]) => link)).toEqual([joinUrl, joinUrl]);
    expect(await atZoom()).toMatchObject([{ settings: { approval_type: 2 } }]);
    expect(await hub().call('GET', '/v1/me/integrations/zoom', { user: 'ben' })).toMatchObject({
      body: { state: 'connected' },
    });
    expect((await mailsTo(ANN.email)).map(({ text }) => text.includes(joinUrl ?? '-'))).toEqual([true]);
    const [toHost, ...more] = await mailsTo('ben@acme.example');
    expect([toHost?.text.includes('All guests share one link'), more]).toEqual([true, []]);
  });

  it('is one for all, and a host who has heard of the link already is told so once, not the guests', async () => {
    await connectZoom(hub(), 'ben');
    const { id } = await book(hub(), { ...EACH, linkPer: 'meeting' });
    await hub().settle();
    hub().inbox.clear();
    const body = { code: 200, message: 'Only available for paid users.' };
    await hub().zoom.fault({ match: { path: '/registrants' }, status: 400, body, times: 10 });
    expect(await patch(id, { linkPer: 'participant' })).toBe(200);
    const mails = await hub().inbox.all();
    expect(mails.map(({ to, subject }) => `${to}: ${subject}`)).toEqual([
      'ben@acme.example: Updated: Intro call',
    ]);
    expect(mails[0]?.text).toContain('All guests share one link');
    await patch(id, { title: 'Second call' });
    expect((await mailsTo('ben@acme.example')).length).toBe(2);
  });

  it('is refused by its field where the meeting is not at Zoom, and kept in mind where it leaves Zoom', async () => {
    await connectZoom(hub(), 'ben');
    const elsewhere = { ...EACH, location: { kind: 'in_person' } };
    const refused = { status: 422, body: { code: 'invalid_request', errors: [{ field: 'linkPer' }] } };
    expect(await hub().call('POST', '/v1/bookings', { user: 'ben', body: order(elsewhere) })).toMatchObject(
      refused,
    );
    const { id } = await book(hub(), EACH);
    const both = { location: elsewhere.location, linkPer: 'participant' };
    expect(await hub().call('PATCH', `/v1/bookings/${id}`, { user: 'ben', body: both })).toMatchObject(
      refused,
    );
    expect(await patch(id, { location: elsewhere.location })).toBe(200);
    expect(await hub().call('PATCH', `/v1/bookings/${id}`, { user: 'ben', body: both })).toMatchObject(
      refused,
    );
    expect(await patch(id, { location: EACH.location })).toBe(200);
    expect(links(await readBooking(hub(), id))).toEqual(
      expect.arrayContaining([[ANN.email, expect.stringContaining('tk=')]]),
    );
  });

  it('is another one where another host makes the link, and again at a new meeting of the first', async () => {
    await connectZoom(hub(), 'ben');
    await connectZoom(hub(), 'chloe');
    const { id } = await book(hub(), { ...EACH, hosts: ['ben', 'chloe'] });
    await hub().settle();
    const seen = [links(await readBooking(hub(), id))];
    for (const hosts of [['chloe'], ['ben']]) {
      await hub().call('PATCH', `/v1/bookings/${id}`, { user: 'ada', body: { hosts } });
      await hub().settle();
      await hub().advance('PT30S');
      seen.push(links(await readBooking(hub(), id)));
    }
    expect(new Set(seen.flat().map(([, link]) => link)).size).toBe(6);
    const live = (await atZoom()).filter(({ exists }) => exists === true);
    expect(live).toHaveLength(1);
    expect(seen.at(-1)).toEqual(live[0]?.registrants.map(({ email, joinUrl }) => [email, joinUrl]));
    expect((await mailsTo(ANN.email)).at(-1)?.text).toContain(seen.at(-1)?.[0]?.[1]);
  });

  it('stays the same while its host has left Zoom and kept the meeting, and when they are back', async () => {
    await connectZoom(hub(), 'ben');
    const { id } = await book(hub(), EACH);
    await hub().settle();
    const before = links(await readBooking(hub(), id));
    const card = '/v1/me/integrations/zoom?bookings=keep';
    await hub().call('DELETE', card, { user: 'ben' });
    await hub().advance('PT3M');
    await hub().call('PATCH', `/v1/bookings/${id}`, { user: 'ben', body: { title: 'Second call' } });
    await hub().advance('PT1M');
    expect(links(await readBooking(hub(), id))).toEqual(before);
    await connectZoom(hub(), 'ben');
    await hub().advance('PT1M');
    expect(links(await readBooking(hub(), id))).toEqual(before);
    expect(await registered()).toEqual(before);
    expect(await atZoom()).toMatchObject([{ topic: 'Second call' }]);
    expect((await mailsTo(ANN.email)).map(({ subject }) => subject)).toEqual([
      'Confirmed: Intro call',
      'Updated: Second call',
    ]);
  });

  it('is made once for each, and for all, however often Zoom wants us to wait', async () => {
    await connectZoom(hub(), 'ben');
    const body = { code: 429, message: 'You have reached the maximum per-second rate limit for this API.' };
    const path = '/registrants';
    await hub().zoom.fault({ match: { path }, skip: 1, status: 429, body, times: 1 });
    const { id } = await book(hub(), { ...EACH, guests: [ANN, BOB, CID] });
    await hub().settle();
    await hub().advance('PT5M');
    expect(links(await readBooking(hub(), id))).toEqual(await registered());
    const calls = (await hub().zoom.state()).calls.filter((call) => call.path.endsWith(path));
    expect(calls.filter(({ status }) => status === 201)).toHaveLength(3);
  });

  it('follows by a mail of its own when Zoom comes back', async () => {
    await connectZoom(hub(), 'ben');
    await hub().zoom.fault({ match: { path: '/registrants' }, status: 503, times: 3 });
    const { id } = await book(hub(), EACH);
    await hub().settle();
    await hub().advance('PT30S');
    expect(links(await readBooking(hub(), id)).map(([, link]) => link)).toEqual([undefined, undefined]);
    expect(await mailsTo(ANN.email)).toHaveLength(1);
    await hub().zoom.clearFaults();
    await hub().advance('PT20M');
    expect(links(await readBooking(hub(), id))).toEqual(await registered());
    const mails = await mailsTo(ANN.email);
    expect(mails).toHaveLength(2);
    expect(mails[1]?.text).toContain((await registered())[0]?.[1]);
  });
});
