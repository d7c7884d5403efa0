import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  type Graph,
  type Json,
  meeting,
  refusal,
  useMicrosoft,
  utc,
  valuesOf,
} from './simulated-microsoft.ts';

const ADA = 'ada@acme.example';
const NOW = Date.parse('2027-01-01T00:00:00Z');
const WINDOW = 'startDateTime=2027-01-01T00:00:00Z&endDateTime=2027-02-01T00:00:00Z';
const FIRST = `/me/calendarView/delta?${WINDOW}`;
const IMMUTABLE = 'IdType="ImmutableId"';
const microsoft = useMicrosoft();
let graph: Graph;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW });
  await microsoft().account(ADA, { calendars: [{ name: 'Team' }] });
  graph = await microsoft().app(ADA);
});
afterEach(() => {
  vi.useRealTimers();
});

const create = async (start: string, more: Json = {}) =>
  (await graph('POST', '/me/events', { body: meeting(start, more), headers: { prefer: IMMUTABLE } })).body;
const at = (id: unknown) => `/me/events/${encodeURIComponent(String(id))}`;
const page = (link: string, more = '') => graph('GET', link, { headers: { prefer: `${IMMUTABLE}${more}` } });

/** A whole round: what its pages held, how many they were, and the link for the next one. */
const round = async (link: string, more = '') => {
  const values: Json[] = [];
  let pages = 0;
  for (let next = link; ; pages += 1) {
    const answer = await page(next, more);
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
    values.push(...valuesOf(answer));
    const { '@odata.nextLink': onward, '@odata.deltaLink': delta } = answer.body;
    expect([onward, delta].filter((each) => each !== undefined)).toHaveLength(1);
    if (delta !== undefined) return { values, pages: pages + 1, delta: String(delta) };
    next = String(onward);
  }
};
const weekly: Json = {
  recurrence: {
    pattern: { type: 'weekly', interval: 1, daysOfWeek: ['monday'] },
    range: { type: 'noEnd', startDate: '2026-12-07' },
  },
};
const removed = (id: unknown) => ({ id, '@removed': { reason: 'deleted' } });

describe('the feed of a window', () => {
  it('tells what is there, then what has changed', async () => {
    const { id } = await create('2027-01-04T09:00:00');
    await create('2027-03-04T09:00:00');
    const first = await round(FIRST);
    expect(first.values).toMatchObject([{ id, subject: 'Interview', type: 'singleInstance' }]);
    expect((await round(first.delta)).values).toEqual([]);
    await graph('PATCH', at(id), { body: { subject: 'Moved' } });
    const second = await round(first.delta);
    expect(second.values).toMatchObject([{ id, subject: 'Moved' }]);
    await graph('DELETE', at(id));
    expect((await round(second.delta)).values).toEqual([removed(id)]);
  });

  it('comes in pages, of which one may be empty', async () => {
    for (let hour = 10; hour < 15; hour += 1) await create(`2027-01-04T${hour}:00:00`);
    const { values, pages } = await round(FIRST, ', odata.maxpagesize=2');
    expect([values.length, pages]).toEqual([5, 4]);
  });

  it('calls removed whatever lies outside, although it lives or was never there', async () => {
    const { id } = await create('2027-01-04T09:00:00');
    const { delta } = await round(FIRST);
    const away = { start: utc('2027-05-04T09:00:00'), end: utc('2027-05-04T10:00:00') };
    await graph('PATCH', at(id), { body: away });
    const { id: other } = await create('2027-06-04T09:00:00');
    expect((await round(delta)).values).toEqual([removed(id), removed(other)]);
    expect((await graph('GET', at(id))).status).toBe(200);
  });

  it('keeps its window and its calendar, whatever is asked with the link', async () => {
    const { delta } = await round(FIRST);
    const { id } = await create('2027-01-04T09:00:00');
    expect((await round(`${delta}&startDateTime=2030-01-01T00:00:00Z`)).values).toHaveLength(1);
    await microsoft().control('move-event', { account: ADA, event: String(id), calendar: 'Team' });
    expect((await round(delta)).values).toEqual([removed(id)]);
  });

  it('has one for each calendar', async () => {
    const team = valuesOf(await graph('GET', '/me/calendars')).find(({ name }) => name === 'Team');
    const path = `/me/calendars/${encodeURIComponent(String(team?.id))}`;
    const { delta } = await round(`${path}/calendarView/delta?${WINDOW}`);
    await create('2027-01-04T09:00:00');
    await graph('POST', `${path}/events`, { body: meeting('2027-01-05T09:00:00', { subject: 'Theirs' }) });
    expect((await round(delta)).values).toMatchObject([{ subject: 'Theirs' }]);
  });

  it.each(['$select=id', '$filter=x', '$expand=x', '$orderby=x', '$search=x'])(
    'refuses %s',
    async (option) => {
      expect(refusal(await page(`${FIRST}&${option}`))).toEqual([400, 'ErrorInvalidUrlQuery']);
    },
  );

  it('needs a window that is one', async () => {
    for (const query of ['', '?startDateTime=2027-01-01T00:00:00Z', `?${WINDOW.replace('Z&', '+01:00&')}`])
      expect(refusal(await page(`/me/calendarView/delta${query}`))).toEqual([400, 'ErrorInvalidParameter']);
  });
});

describe('a series in the feed', () => {
  it('is its master from long ago and bare occurrences, on one page', async () => {
    const { id } = await create('2026-12-07T09:00:00', weekly);
    const { values, pages } = await round(FIRST, ', odata.maxpagesize=1');
    expect(pages).toBe(1);
    expect(values[0]).toMatchObject({
      id,
      type: 'seriesMaster',
      start: { dateTime: expect.stringContaining('2026-12-07') },
    });
    expect(values).toHaveLength(5);
    expect(Object.keys(values[1] ?? {}).sort()).toEqual(
      ['@odata.etag', '@odata.type', 'end', 'id', 'seriesMasterId', 'start', 'type'].sort(),
    );
    expect(values[1]).toMatchObject({ type: 'occurrence', seriesMasterId: id });
  });

  it('comes whole again when an occurrence is deleted, of which nothing is said', async () => {
    await create('2026-12-07T09:00:00', weekly);
    const { values, delta } = await round(FIRST);
    const gone = values[2]?.id;
    await graph('DELETE', at(gone));
    const after = await round(delta);
    expect(after.values.map(({ id }) => id)).toEqual(values.map(({ id }) => id).filter((id) => id !== gone));
  });

  it.each(['master', 'occurrences'])('is removed as a whole or one by one (%s)', async (removedSeries) => {
    await microsoft().control('quirks', { removedSeries });
    const { id } = await create('2026-12-07T09:00:00', {
      recurrence: {
        ...Object(weekly.recurrence),
        range: { type: 'endDate', startDate: '2026-12-07', endDate: '2027-01-11' },
      },
    });
    const { values, delta } = await round(FIRST);
    await graph('DELETE', at(id));
    const gone = (await round(delta)).values;
    if (removedSeries === 'master') expect(gone).toEqual([removed(id)]);
    else {
      expect(gone).not.toContainEqual(removed(id));
      expect(gone).toEqual(expect.arrayContaining(values.slice(1).map((each) => removed(each.id))));
    }
  });

  it('has exceptions that are complete', async () => {
    const { id } = await create('2026-12-07T09:00:00', weekly);
    const { values, delta } = await round(FIRST);
    await graph('PATCH', at(values[1]?.id), { body: { subject: 'Only today' } });
    const after = (await round(delta)).values;
    expect(after).toHaveLength(5);
    expect(after[1]).toMatchObject({
      id: values[1]?.id,
      type: 'exception',
      subject: 'Only today',
      seriesMasterId: id,
      originalStart: '2027-01-04T09:00:00.0000000Z',
    });
  });
});

describe('trouble with the feed', () => {
  it('loses its state, with an address to begin anew at', async () => {
    const { delta } = await round(FIRST);
    await microsoft().control('resync', { account: ADA });
    const answer = await page(delta);
    expect(refusal(answer)).toEqual([410, 'SyncStateNotFound']);
    expect(answer.headers.get('location')).toMatch(/\/me\/calendarView\/delta\?%24deltatoken=$/);
    const again = await round(FIRST);
    await microsoft().control('resync', { account: ADA, how: 'not_found' });
    expect(refusal(await page(again.delta))).toEqual([404, 'syncStateNotFound']);
    expect(refusal(await page('/me/calendarView/delta?$deltatoken=nonsense'))).toEqual([
      400,
      'syncStateInvalid',
    ]);
  });

  it('may never end', async () => {
    await microsoft().control('quirks', { endlessDelta: true });
    const { id } = await create('2027-01-04T09:00:00');
    let link = FIRST;
    for (let count = 0; count < 5; count += 1) {
      const answer = await page(link);
      expect(valuesOf(answer)).toMatchObject([{ id }]);
      link = String(answer.body['@odata.nextLink']);
    }
  });

  it('may tell things again', async () => {
    await microsoft().control('quirks', { deltaReplays: true });
    const { delta } = await round(FIRST);
    const { id } = await create('2027-01-04T09:00:00');
    const second = await round(delta);
    expect(second.values).toMatchObject([{ id }, { id }]);
    expect((await round(second.delta)).values).toMatchObject([{ id }, { id }]);
  });

  it('may know late', async () => {
    await microsoft().control('quirks', { deltaLagMs: 10_000 });
    const { delta } = await round(FIRST);
    const { id } = await create('2027-01-04T09:00:00');
    const second = await round(delta);
    expect(second.values).toEqual([]);
    vi.setSystemTime(NOW + 2000);
    await graph('GET', '/me');
    vi.setSystemTime(NOW + 30_000);
    expect((await round(second.delta)).values).toMatchObject([{ id }]);
  });

  it('may send us to a foreign host', async () => {
    await microsoft().control('quirks', { foreignLinks: true });
    const { body } = await page(FIRST);
    expect(new URL(String(body['@odata.deltaLink'])).host).toBe('graph.elsewhere.invalid');
  });
});
