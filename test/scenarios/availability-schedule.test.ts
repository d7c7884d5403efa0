import { describe, expect, it } from 'vitest';
import { AdminEvents } from '../../events/http/admin-events.ts';
import { connectGoogle } from '../support/connect-google.ts';
import { useHub } from '../support/hub.ts';

const hub = useHub();
const MINE = '/v1/me/availability';

const get = (path = MINE, user = 'ben', headers = {}) => hub().call('GET', path, { user, headers });
const put = (body: unknown, { path = MINE, user = 'ben', headers = {} } = {}) =>
  hub().call('PUT', path, { user, body, headers });
const of = (id: string) => `/v1/users/${id}/availability`;

const OFFICE = [1, 2, 3, 4, 5].map((day) => ({ day, from: '09:00', to: '17:00' }));
const DEFAULT = {
  zone: 'UTC',
  hours: OFFICE,
  dates: [],
  bufferBefore: 'PT0M',
  bufferAfter: 'PT0M',
  notice: 'PT1H',
  horizon: 'P60D',
};
const WHOLE = {
  zone: 'Europe/Prague',
  hours: [
    { day: 1, from: '13:00', to: '24:00' },
    { day: 1, from: '09:00', to: '13:00' },
    { day: 7, from: '00:00', to: '02:30' },
  ],
  dates: [
    { date: '2027-01-06', hours: [] },
    { date: '2028-02-29', hours: [{ from: '10:00', to: '12:00' }] },
  ],
  bufferBefore: 'PT5M',
  bufferAfter: 'PT15M',
  notice: 'PT2H30M',
  horizon: 'P8W',
  perDay: 4,
  perWeek: 12,
  location: { kind: 'in_person', detail: 'Room 5', venue: 'Main building' },
};

describe('when a person can be booked', () => {
  it('is office hours in their zone, until they say it', async () => {
    await hub().call('PATCH', '/v1/me', { user: 'ben', body: { zone: 'Europe/Prague' } });
    const first = await get();
    expect(first).toMatchObject({ status: 200, body: { ...DEFAULT, zone: 'Europe/Prague' } });
    const etag = first.headers.etag ?? '';
    expect(await get(MINE, 'ben', { 'if-none-match': etag })).toMatchObject({ status: 304 });
    await hub().call('PATCH', '/v1/me', { user: 'ben', body: { zone: 'Europe/Lisbon' } });
    expect(await get(MINE, 'ben', { 'if-none-match': etag })).toMatchObject({
      status: 200,
      body: { zone: 'Europe/Lisbon' },
    });
  });

  it('is put as a whole, and what was read can be put back', async () => {
    const kept = await put(WHOLE);
    expect(kept).toMatchObject({ status: 200, body: WHOLE });
    const read = await get();
    expect(read.body).toEqual(WHOLE);
    expect(read.headers.etag).toBe(kept.headers.etag);
    expect(await put(read.body)).toMatchObject({ status: 200, body: WHOLE });
    const bare = await put({ zone: 'Asia/Tokyo' });
    expect(bare.body).toEqual({ ...DEFAULT, zone: 'Asia/Tokyo' });
  });

  it('is not changed by somebody who saw another state of it', async () => {
    const before = (await get()).headers.etag ?? '';
    const after = (await put({ perDay: 3 }, { headers: { 'if-match': before } })).headers.etag ?? '';
    expect(await put({ perDay: 4 }, { headers: { 'if-match': before } })).toMatchObject({
      status: 412,
      body: { code: 'stale' },
    });
    expect(await put({ perDay: 5 }, { headers: { 'if-match': after } })).toMatchObject({ status: 200 });
    const both = await Promise.all([6, 7].map((perDay) => put({ perDay })));
    expect(both.map(({ status }) => status)).toEqual([200, 200]);
    expect(new Set(both.map(({ headers }) => headers.etag)).size).toBe(2);
  });

  it('is refused where it makes no sense, by field, and then stays as it was', async () => {
    await put(WHOLE);
    const monday = (from: string, to: string) => ({ day: 1, from, to });
    const refusals: [unknown, string][] = [
      [{ hours: [{ day: 0, from: '09:00', to: '10:00' }] }, 'hours.0.day'],
      [{ hours: [{ day: 8, from: '09:00', to: '10:00' }] }, 'hours.0.day'],
      [{ hours: [monday('9:00', '10:00')] }, 'hours.0.from'],
      [{ hours: [monday('24:00', '24:00')] }, 'hours.0.from'],
      [{ hours: [monday('09:00', '24:30')] }, 'hours.0.to'],
      [{ hours: [monday('22:00', '02:00')] }, 'hours.0.to'],
      [{ hours: [monday('09:00', '09:00')] }, 'hours.0.to'],
      [{ hours: [monday('09:00', '12:00'), monday('11:59', '13:00')] }, 'hours'],
      [{ hours: Array.from({ length: 71 }, () => monday('09:00', '10:00')) }, 'hours'],
      [{ dates: [{ date: '2027-02-29', hours: [] }] }, 'dates.0.date'],
      [{ dates: [{ date: '2027-01-06T00:00:00Z', hours: [] }] }, 'dates.0.date'],
      [{ dates: [{ date: '2027-01-06' }] }, 'dates.0.hours'],
      [{ dates: ['2027-01-06', '2027-01-06'].map((date) => ({ date, hours: [] })) }, 'dates'],
      [{ dates: [{ date: '2027-01-06', hours: [{ from: '12:00', to: '11:00' }] }] }, 'dates.0.hours.0.to'],
      [{ zone: 'CET' }, 'zone'],
      [{ bufferBefore: '10' }, 'bufferBefore'],
      [{ bufferBefore: 'PT25H' }, 'bufferBefore'],
      [{ bufferAfter: '-PT5M' }, 'bufferAfter'],
      [{ notice: 'P1M' }, 'notice'],
      [{ notice: 'P' }, 'notice'],
      [{ notice: 'P7D', horizon: 'P1W' }, 'notice'],
      [{ notice: 'P60D' }, 'notice'],
      [{ horizon: 'P401D' }, 'horizon'],
      [{ perDay: 0 }, 'perDay'],
      [{ perWeek: 2.5 }, 'perWeek'],
      [{ location: { kind: 'phone' } }, 'location.kind'],
      [{ location: 'zoom' }, 'location'],
      [{ office: true }, 'office'],
    ];
    for (const [body, field] of refusals)
      expect(await put(body), JSON.stringify(body)).toMatchObject({
        status: 422,
        body: { code: 'invalid_request', errors: [{ field }] },
      });
    expect((await get()).body).toEqual(WHOLE);
  });

  it('is seen and changed by those who may', async () => {
    await get(MINE, 'chloe');
    const asked = async (user: string, path: string) => [
      (await get(path, user)).status,
      (await put({ perDay: 2 }, { path, user })).status,
    ];
    expect(await asked('ben', of('ben'))).toEqual([200, 200]);
    expect(await asked('ben', of('chloe'))).toEqual([403, 403]);
    expect(await asked('ada', of('chloe'))).toEqual([200, 200]);
    expect(await asked('eve', of('chloe'))).toEqual([200, 403]);
    expect(await asked('eve', MINE)).toEqual([200, 403]);
    expect(await asked('ada', of('nobody'))).toEqual([404, 404]);
    expect(await asked('gus', of('chloe'))).toEqual([404, 404]);
    expect((await get(MINE, 'chloe')).body).toMatchObject({ perDay: 2 });
    expect((await hub().call('GET', MINE)).status).toBe(401);
  });

  it('shows among the events of the organization, without its content', async () => {
    await put({ ...WHOLE, location: { kind: 'custom', detail: 'CANARY' } }, { path: of('ben'), user: 'ada' });
    await hub().settle();
    const path = '/v1/admin/events?type=person.availability';
    const { items } = await hub().ask(AdminEvents, 'GET', path, { user: 'ada' });
    expect(items).toMatchObject([
      { data: { userId: 'ben', changed: Object.keys(WHOLE) }, actor: { id: 'ada' } },
    ]);
    expect(JSON.stringify([items, hub().logs()])).not.toContain('CANARY');
  });

  it('goes with the person', async () => {
    await put(WHOLE);
    await hub().call('DELETE', '/v1/admin/users/ben', { user: 'ada' });
    expect((await get()).body).toEqual(DEFAULT);
  });

  it('has a platform for its place only where that is connected and allowed', async () => {
    await put(WHOLE);
    const refused = (kind: string, platform: string) =>
      put({ location: { kind } }).then((answer) =>
        expect(answer).toMatchObject({
          status: 409,
          body: { code: 'platform_not_connected', userId: 'ben', platform },
        }),
      );
    await refused('google_meet', 'google_meet');
    await refused('zoom', 'zoom');
    expect((await get()).body).toEqual(WHOLE);
    await connectGoogle(hub(), 'ben');
    expect(await put({ location: { kind: 'google_meet' } })).toMatchObject({ status: 200 });
    await refused('zoom', 'zoom');
    const platforms = ['google_calendar'];
    await hub().call('PUT', '/v1/admin/settings', { user: 'ada', body: { platforms } });
    expect(await put({ location: { kind: 'google_meet' } })).toMatchObject({
      status: 403,
      body: { code: 'platform_disabled', platform: 'google_meet' },
    });
  });
});
