import { afterEach, describe, expect, it, vi } from 'vitest';
import { refusal, useGoogle } from './simulated-google.ts';

const ADA = 'ada@acme.example';
const calendarId = 'primary';
const google = useGoogle();

const at = (day: number, more: Record<string, unknown> = {}) => ({
  id: `event${day}`,
  summary: `Day ${day}`,
  start: { dateTime: `2027-01-${String(day).padStart(2, '0')}T09:00:00Z` },
  end: { dateTime: `2027-01-${String(day).padStart(2, '0')}T10:00:00Z` },
  ...more,
});

const app = async () => {
  await google().account(ADA);
  return (await google().app(ADA)).events;
};

const filled = async (days: number) => {
  const events = await app();
  for (let day = 1; day <= days; day += 1) await events.insert({ calendarId, requestBody: at(day) });
  return events;
};

const idsOf = (data: { items?: { id?: string | null }[] }) => data.items?.map(({ id }) => id);

afterEach(() => {
  vi.useRealTimers();
});

describe('events.list', () => {
  it('bounds the end by timeMin and the start by timeMax, both exclusive', async () => {
    const events = await filled(4);
    const list = async (timeMin: string, timeMax: string) =>
      idsOf((await events.list({ calendarId, timeMin, timeMax })).data);
    expect(await list('2027-01-02T10:00:00Z', '2027-01-04T09:00:00Z')).toEqual(['event3']);
    expect(await list('2027-01-02T09:59:59Z', '2027-01-04T09:00:01Z')).toEqual([
      'event2',
      'event3',
      'event4',
    ]);
  });

  it.each([
    [{ timeMin: '2027-01-02T00:00:00Z', timeMax: '2027-01-02T00:00:00Z' }, 400, 'timeRangeEmpty'],
    [{ timeMin: '2027-01-02T00:00:00' }, 400, 'invalid'],
    [{ orderBy: 'startTime' }, 400, 'badRequest'],
    [{ maxResults: 0 }, 400, 'invalid'],
    [{ pageToken: 'rubbish' }, 400, 'invalid'],
    [{ syncToken: 'rubbish' }, 400, 'invalid'],
    [{ updatedMin: '2020-01-02T00:00:00Z' }, 410, 'updatedMinTooLongAgo'],
  ])('refuses %o', async (query, status, reason) => {
    const events = await app();
    expect(await refusal(events.list({ calendarId, ...query }))).toMatchObject({ status, reason });
  });

  it('filters by text, iCalUID, properties, type and change', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2027-01-01T00:00:00Z') });
    const events = await filled(2);
    vi.setSystemTime(new Date('2027-01-01T00:10:00Z'));
    const more = {
      description: 'With Zebra',
      extendedProperties: { private: { a: '1' }, shared: { b: '2' } },
      eventType: 'focusTime',
    };
    await events.insert({ calendarId, requestBody: at(3, more) });
    for (const query of [
      { q: 'zebra' },
      { iCalUID: 'event3@google.com' },
      { privateExtendedProperty: ['a=1'] },
      { sharedExtendedProperty: ['b=2'] },
      { eventTypes: ['focusTime'] },
      { updatedMin: '2027-01-01T00:05:00Z' },
    ])
      expect(idsOf((await events.list({ calendarId, ...query })).data)).toEqual(['event3']);
  });

  it('pages with an empty page on the way, on what the first page saw, and gives the sync token at the end', async () => {
    const events = await filled(5);
    const first = (await events.list({ calendarId, maxResults: 2 })).data;
    expect([idsOf(first), first.nextSyncToken]).toEqual([['event1', 'event2'], undefined]);
    await events.delete({ calendarId, eventId: 'event5' });
    const second = (await events.list({ calendarId, maxResults: 2, pageToken: first.nextPageToken ?? '' }))
      .data;
    expect([second.items, second.nextSyncToken]).toEqual([[], undefined]);
    const third = (await events.list({ calendarId, maxResults: 2, pageToken: second.nextPageToken ?? '' }))
      .data;
    const last = (await events.list({ calendarId, maxResults: 2, pageToken: third.nextPageToken ?? '' }))
      .data;
    expect([idsOf(third), idsOf(last), last.nextPageToken]).toEqual([
      ['event3', 'event4'],
      ['event5'],
      undefined,
    ]);
    const delta = (await events.list({ calendarId, syncToken: last.nextSyncToken ?? '' })).data;
    expect(delta.items).toEqual([{ id: 'event5', status: 'cancelled' }]);
  });

  it('gives shorter pages than were asked for, by order', async () => {
    const events = await filled(3);
    await google().control('project', { shortPages: 2 });
    const { items, nextPageToken } = (await events.list({ calendarId, maxResults: 100 })).data;
    expect(items).toHaveLength(2);
    expect(nextPageToken).toBeDefined();
    await google().control('project', { shortPages: null });
    expect((await events.list({ calendarId, maxResults: 100 })).data.items).toHaveLength(3);
  });

  it('binds a page token to its query', async () => {
    const events = await filled(3);
    const { nextPageToken } = (await events.list({ calendarId, maxResults: 2 })).data;
    const other = events.list({ calendarId, maxResults: 2, q: 'Day', pageToken: nextPageToken ?? '' });
    expect(await refusal(other)).toMatchObject({ status: 400 });
  });

  it('gives no sync token for a search or an order', async () => {
    const events = await filled(1);
    const ordered = await events.list({ calendarId, singleEvents: true, orderBy: 'startTime' });
    const windowed = await events.list({ calendarId, timeMin: '2026-01-01T00:00:00Z' });
    expect(ordered.data.nextSyncToken).toBeUndefined();
    expect(windowed.data.nextSyncToken).toBeDefined();
  });
});

describe('a sync token', () => {
  it('brings changes and near-empty tombstones, and then nothing', async () => {
    const events = await filled(3);
    const { nextSyncToken } = (await events.list({ calendarId })).data;
    await events.delete({ calendarId, eventId: 'event1' });
    await events.patch({ calendarId, eventId: 'event2', requestBody: { summary: 'Other' } });
    const delta = (await events.list({ calendarId, syncToken: nextSyncToken ?? '' })).data;
    expect(delta.items?.[0]).toEqual({ id: 'event1', status: 'cancelled' });
    expect(delta.items?.[1]).toMatchObject({ id: 'event2', summary: 'Other' });
    const again = (await events.list({ calendarId, syncToken: delta.nextSyncToken ?? '' })).data;
    expect(again.items).toEqual([]);
    expect(again.nextSyncToken).toBeDefined();
  });

  it('cannot be combined with the parameters that Google forbids', async () => {
    const events = await filled(1);
    const syncToken = (await events.list({ calendarId })).data.nextSyncToken ?? '';
    for (const query of [
      { iCalUID: 'x' },
      { orderBy: 'updated' },
      { privateExtendedProperty: ['a=1'] },
      { q: 'x' },
      { sharedExtendedProperty: ['a=1'] },
      { timeMin: '2027-01-01T00:00:00Z' },
      { timeMax: '2027-01-01T00:00:00Z' },
      { updatedMin: new Date().toISOString() },
      { showDeleted: false },
    ])
      expect(await refusal(events.list({ calendarId, syncToken, ...query }))).toMatchObject({ status: 400 });
  });

  it('belongs to one user, one calendar and one view', async () => {
    const events = await filled(1);
    const syncToken = (await events.list({ calendarId })).data.nextSyncToken ?? '';
    const team = { id: 'team@group.calendar.google.com', summary: 'Team' };
    await google().account(ADA, { calendars: [team] });
    expect(await refusal(events.list({ calendarId: team.id, syncToken }))).toMatchObject({ status: 400 });
    await google().account('ben@acme.example');
    const ben = await google().app('ben@acme.example');
    expect(await refusal(ben.events.list({ calendarId, syncToken }))).toMatchObject({ status: 400 });
    expect(await refusal(events.list({ calendarId, syncToken, singleEvents: true }))).toMatchObject({
      status: 400,
    });
  });

  it('expires by order with 410 fullSyncRequired, and a full listing has no tombstones', async () => {
    const events = await filled(2);
    const syncToken = (await events.list({ calendarId })).data.nextSyncToken ?? '';
    await events.delete({ calendarId, eventId: 'event1' });
    await google().control('expire-sync-tokens', { account: ADA });
    expect(await refusal(events.list({ calendarId, syncToken }))).toEqual({
      status: 410,
      reason: 'fullSyncRequired',
      domain: 'calendar',
    });
    expect(idsOf((await events.list({ calendarId })).data)).toEqual(['event2']);
    const withDeleted = (await events.list({ calendarId, showDeleted: true })).data;
    expect(withDeleted.items?.[0]).toEqual({ id: 'event1', status: 'cancelled' });
  });

  it('ends with the role that it was given under', async () => {
    const team = { id: 'team@group.calendar.google.com', summary: 'Team' };
    await google().account(ADA, { calendars: [{ ...team, role: 'writer' }] });
    const { events } = await google().app(ADA);
    const syncToken = (await events.list({ calendarId: team.id })).data.nextSyncToken ?? '';
    await google().account(ADA, { calendars: [{ ...team, role: 'reader' }] });
    expect(await refusal(events.list({ calendarId: team.id, syncToken }))).toMatchObject({ status: 410 });
    await google().account(ADA, { calendars: [{ ...team, role: null }] });
    expect(await refusal(events.list({ calendarId: team.id }))).toMatchObject({
      status: 404,
      reason: 'notFound',
    });
  });

  it('ignores the window of the first listing, unless ordered otherwise', async () => {
    const events = await filled(1);
    const { nextSyncToken } = (await events.list({ calendarId, timeMax: '2027-01-10T00:00:00Z' })).data;
    await events.insert({ calendarId, requestBody: at(20) });
    const delta = async () => idsOf((await events.list({ calendarId, syncToken: nextSyncToken ?? '' })).data);
    expect(await delta()).toEqual(['event20']);
    await google().control('project', { deltasHeedWindow: true });
    expect(await delta()).toEqual([]);
  });

  it('brings nothing because time passes', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2027-01-01T00:00:00Z') });
    const events = await app();
    await events.insert({ calendarId, requestBody: at(5) });
    const query = { timeMax: '2027-01-02T00:00:00Z', singleEvents: true };
    const { nextSyncToken } = (await events.list({ calendarId, ...query })).data;
    vi.setSystemTime(new Date('2027-01-01T00:40:00Z'));
    const { data } = await events.list({ calendarId, singleEvents: true, syncToken: nextSyncToken ?? '' });
    expect(data.items).toEqual([]);
  });
});
