import { describe, expect, it } from 'vitest';
import { CalendarsReply } from '../../events/http/calendars.ts';
import { CardsReply } from '../../events/http/integrations.ts';
import { LIST, shareCalendars } from '../support/calendars.ts';
import { connectGoogle } from '../support/connect-google.ts';
import { useHub } from '../support/hub.ts';
import { accountOf, inGoogle } from '../support/meeting.ts';
import { book } from '../support/order.ts';

const hub = useHub();
const CARDS = '/v1/me/integrations';
const get = (path: string, headers: Record<string, string> = {}) =>
  hub().call('GET', path, { user: 'ben', headers });

describe('a list of what is mine', { timeout: 60_000 }, () => {
  it('comes in pages: every calendar once, under one tag', async () => {
    await shareCalendars(
      hub(),
      accountOf('ben'),
      ['Lessons', 'Holidays', 'Choir'].map((name) => ({ name })),
    );
    await connectGoogle(hub(), 'ben');
    const whole = await get(LIST);
    const names = CalendarsReply.parse(whole.body).items.map(({ name }) => name);
    const seen: string[] = [];
    let path = `${LIST}?limit=3`;
    for (let page = 1; path !== ''; page += 1) {
      const { body, headers } = await get(path);
      expect(headers.etag).toBe(whole.headers.etag);
      const { items, next } = CalendarsReply.parse(body);
      expect(items).toHaveLength(page === 1 ? 3 : 1);
      seen.push(...items.map(({ name }) => name));
      path = next === undefined ? '' : `${LIST}?limit=3&cursor=${next}`;
    }
    expect(seen).toEqual(names);
  });

  it('comes in pages: every card once', async () => {
    const whole = CardsReply.parse((await get(CARDS)).body).items;
    const first = CardsReply.parse((await get(`${CARDS}?limit=1`)).body);
    const rest = CardsReply.parse((await get(`${CARDS}?cursor=${first.next}`)).body);
    expect([...first.items, ...rest.items]).toEqual(whole);
    expect(rest.next).toBeUndefined();
  });

  it.each([CARDS, LIST])('%s refuses a page that is none', async (path) => {
    expect(await get(`${path}?limit=0`)).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'limit' }] },
    });
    expect(await get(`${path}?limit=101`)).toMatchObject({ status: 422 });
    expect(await get(`${path}?cursor=nonsense`)).toMatchObject({
      status: 400,
      body: { code: 'invalid_cursor' },
    });
    const foreign = Buffer.from('["2027-01-05T10:00:00Z","fed.one"]').toString('base64url');
    expect(await get(`${path}?cursor=${foreign}`)).toMatchObject({ status: 400 });
  });
});

describe('whoever has seen it already', { timeout: 60_000 }, () => {
  it('is told of a timeline only what is new', async () => {
    const { id } = await book(hub());
    await hub().settle();
    const path = `/v1/bookings/${id}/timeline`;
    const { etag = '' } = (await get(path)).headers;
    expect(await get(path, { 'if-none-match': etag })).toMatchObject({ status: 304, body: '' });
    const waiting = get(path, { 'if-none-match': etag, prefer: 'wait=10' });
    await hub().call('PATCH', `/v1/bookings/${id}`, { user: 'ben', body: { title: 'Second talk' } });
    const news = await waiting;
    expect(news.status).toBe(200);
    expect(news.headers.etag).not.toBe(etag);
  });

  it('is told of foreign events only what is new, and a read that brought nothing is not', async () => {
    await connectGoogle(hub(), 'ben');
    const path = '/v1/users/ben/external-events?from=2027-01-05T00:00:00Z&to=2027-01-06T00:00:00Z';
    const { etag = '' } = (await get(path)).headers;
    await hub().advance('PT2H');
    expect(await get(path, { 'if-none-match': etag })).toMatchObject({ status: 304, body: '' });
    await (await inGoogle(hub(), 'ben')).add({
      summary: 'Dentist',
      start: { dateTime: '2027-01-05T10:00:00Z' },
      end: { dateTime: '2027-01-05T11:00:00Z' },
    });
    await hub().settle();
    expect(await get(path, { 'if-none-match': etag })).toMatchObject({
      status: 200,
      body: { items: [{ title: 'Dentist' }] },
    });
  });
});
