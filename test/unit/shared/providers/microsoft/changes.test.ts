import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { processClock } from '../../../../../infra/local/clock.ts';
import type { CalendarEvent, ChangePage } from '../../../../../shared/ports/calendar-provider.ts';
import { ProviderError, UNWATCHABLE } from '../../../../../shared/ports/provider-error.ts';
import { COLLEAGUE, microsoftStages } from '../../../../support/microsoft-calendar-stage.ts';

const WINDOW = { start: '2027-01-03T00:00:00.000Z', end: '2028-01-04T00:00:00.000Z' };
const TEN = { start: '2027-01-05T10:00:00Z', end: '2027-01-05T11:00:00Z' };
const DAY = { start: '2027-01-05T00:00:00Z', end: '2027-01-06T00:00:00Z' };

const refused = async (call: Promise<unknown>): Promise<string> => {
  const error = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return error instanceof ProviderError
    ? `${error.verdict} ${error.word}`
    : `no ProviderError: ${String(error)}`;
};

const essence = ({ id, exists, start, busy }: CalendarEvent) => ({ id, exists, start, busy });

const cursorOf = ({ cursor }: ChangePage): string => {
  if (cursor === undefined) throw new Error('the last page carries a cursor');
  return cursor;
};

type Read = (page?: string) => Promise<ChangePage>;

const toTheEnd = async (
  read: Read,
): Promise<{ events: CalendarEvent[]; last: ChangePage; pages: number }> => {
  const events: CalendarEvent[] = [];
  let last = await read();
  let pages = 1;
  for (; last.nextPage !== undefined; pages += 1) {
    events.push(...last.events);
    last = await read(last.nextPage);
  }
  return { events: [...events, ...last.events], last, pages };
};

describe('what changes in Outlook', () => {
  const stages = microsoftStages();
  let stage: Awaited<ReturnType<typeof stages.stage>>;
  let hook: Server;
  let address = '';
  const quirks = (wanted: Record<string, unknown>) => stage.microsoft.control('quirks', wanted);

  const onlySubscription = async (): Promise<string> => {
    const [only] = (await stage.microsoft.state()).subscriptions ?? [];
    return String(only?.id);
  };

  beforeAll(async () => {
    processClock.install();
    hook = createServer((request, response) => {
      const { searchParams } = new URL(request.url ?? '', 'http://hub');
      response.writeHead(200, { 'content-type': 'text/plain' }).end(searchParams.get('validationToken'));
    });
    await new Promise<void>((resolve) => hook.listen(0, '127.0.0.1', resolve));
    address = `http://127.0.0.1:${(hook.address() as AddressInfo).port}/webhooks/microsoft`;
  });
  beforeEach(async () => {
    processClock.freeze('2027-01-04T09:00:00.000Z');
    stage = await stages.stage();
  });
  afterEach(() => quirks({}));
  afterAll(async () => {
    await stages.close();
    hook.close();
    processClock.uninstall();
  });

  it('is read to the end of a window, and from there: made, moved and deleted', async () => {
    const { calendar, access, owner } = stage;
    const id = await owner.addEvent(TEN);
    const first = await calendar.readWindow(access, WINDOW);
    const ten = '2027-01-05T10:00:00.000Z';
    expect(first.events.map(essence)).toEqual([{ id, exists: true, start: ten, busy: true }]);
    const nothing = await calendar.changesSince(access, cursorOf(first));
    expect(nothing.events).toEqual([]);
    await owner.move(id, '2027-01-06T10:00:00Z', '2027-01-06T11:00:00Z');
    const free = await owner.addEvent({ ...TEN, isFree: true });
    const moved = await calendar.changesSince(access, cursorOf(nothing));
    expect(moved.events.map(essence).toSorted((a, b) => Number(a.busy) - Number(b.busy))).toEqual([
      { id: free, exists: true, start: ten, busy: false },
      { id, exists: true, start: '2027-01-06T10:00:00.000Z', busy: true },
    ]);
    await owner.cancel(id);
    const deleted = await calendar.changesSince(access, cursorOf(moved));
    expect(deleted.events.map(essence)).toEqual([{ id, exists: false, start: undefined, busy: false }]);
  });

  it('comes by many pages, some of them empty', async () => {
    const { calendar, access, owner } = stage;
    const ids = new Set<string>();
    for (let index = 0; index < 205; index += 1) ids.add(await owner.addEvent(TEN));
    const { events, last, pages } = await toTheEnd((page) => calendar.readWindow(access, WINDOW, page));
    expect(pages).toBe(3);
    expect(new Set(events.map(({ id }) => id))).toEqual(ids);
    expect(cursorOf(last)).toMatch(/^\/me\/calendarView\/delta\?/u);
  });

  it('tells whole days as dates, private events as private, and an event outside the window as none', async () => {
    const { calendar, access, owner } = stage;
    await owner.addEvent({ start: '2027-01-07', end: '2027-01-08', isPrivate: true });
    const first = await calendar.readWindow(access, WINDOW);
    const [event] = first.events;
    expect(event).toMatchObject({
      allDay: { start: '2027-01-07', end: '2027-01-08' },
      isPrivate: true,
      busy: true,
    });
    expect(event).not.toHaveProperty('start');
    const outside = await owner.addEvent({ start: '2029-01-05T10:00:00Z', end: '2029-01-05T11:00:00Z' });
    const { events } = await calendar.changesSince(access, cursorOf(first));
    expect(events.map(essence)).toEqual([{ id: outside, exists: false, start: undefined, busy: false }]);
    expect((await calendar.getEvent(access, outside)).exists).toBe(true);
  });

  it('tells each meeting of a series with what the series says, and the series itself as no time', async () => {
    const { calendar, access, person } = stage;
    const body = {
      subject: 'Weekly',
      sensitivity: 'private',
      start: { dateTime: '2027-01-05T10:00:00', timeZone: 'UTC' },
      end: { dateTime: '2027-01-05T11:00:00', timeZone: 'UTC' },
      recurrence: {
        pattern: { type: 'weekly', interval: 1, daysOfWeek: ['tuesday'], firstDayOfWeek: 'monday' },
        range: {
          type: 'numbered',
          startDate: '2027-01-05',
          numberOfOccurrences: 3,
          recurrenceTimeZone: 'UTC',
        },
      },
    };
    expect((await person('POST', '/me/events', { body })).status).toBe(201);
    const { events } = await calendar.readWindow(access, WINDOW);
    const busy = events.filter((event) => event.busy);
    expect(busy.map(({ start, title, isPrivate }) => [start, title, isPrivate])).toEqual(
      ['05', '12', '19'].map((day) => [`2027-01-${day}T10:00:00.000Z`, 'Weekly', true]),
    );
    expect(events.filter((event) => !event.busy)).toHaveLength(1);
  });

  it('asks for nothing but times where nothing else may be known, and has no cursor then', async () => {
    const { calendar, access, owner } = stage;
    await owner.addEvent({ ...TEN, place: 'Clinic', guest: COLLEAGUE });
    const { events, cursor } = await calendar.readWindow(access, WINDOW, undefined, true);
    expect(events).toEqual([
      {
        id: expect.any(String),
        exists: true,
        start: '2027-01-05T10:00:00.000Z',
        end: '2027-01-05T11:00:00.000Z',
        busy: true,
        isPrivate: false,
        attendees: [],
        etag: expect.any(String),
      },
    ]);
    expect(cursor).toBeUndefined();
    const whole = await calendar.readWindow(access, WINDOW);
    expect(await refused(calendar.changesSince(access, cursorOf(whole), undefined, true))).toMatch(
      /^cursor /u,
    );
  });

  it.each(['410', 'not_found'])('says cursor for one that is dead (%s), or no cursor at all', async (how) => {
    const { calendar, access, microsoft } = stage;
    const cursor = cursorOf(await calendar.readWindow(access, WINDOW));
    await microsoft.control('resync', { account: 'ben@acme.example', how });
    expect(await refused(calendar.changesSince(access, cursor))).toMatch(/^cursor /u);
    const broken = '/me/calendarView/delta?$deltatoken=broken';
    expect(await refused(calendar.changesSince(access, broken))).toMatch(/^cursor /u);
  });

  it('tells each event once, by the last word on it', async () => {
    const { calendar, access, fault } = stage;
    const time = (hour: string) => ({ dateTime: `2027-01-05T${hour}:00:00.0000000`, timeZone: 'UTC' });
    const at = (id: string, hour: string) => ({ id, start: time(hour), end: time('20'), showAs: 'busy' });
    const gone = (id: string) => ({ id, '@removed': { reason: 'deleted' } });
    const value = [gone('a'), at('b', '10'), { odd: true }, at('a', '10'), at('a', '12'), gone('b')];
    const body = JSON.stringify({ value });
    const headers = { 'content-type': 'application/json' };
    await fault({ match: { path: '/calendarView' }, times: 1, status: 200, body, headers });
    const { events } = await calendar.readWindow(access, WINDOW);
    expect(events.map(essence)).toEqual([
      { id: 'a', exists: true, start: '2027-01-05T12:00:00.000Z', busy: true },
      { id: 'b', exists: false, start: undefined, busy: false },
    ]);
  });

  it('follows no link to another host', async () => {
    const { calendar, access } = stage;
    await quirks({ foreignLinks: true });
    expect(await refused(calendar.readWindow(access, WINDOW))).toBe('transient foreign link');
  });

  it('tells busy time of several calendars merged, for a personal account too, and never takes unknown for free', async () => {
    const { calendar, access, owner, addCalendar, person } = stage;
    const team = await addCalendar({ name: 'Team', writable: true });
    await owner.addEvent(TEN);
    await owner.addEvent({
      ...TEN,
      start: '2027-01-05T20:00:00Z',
      end: '2027-01-05T21:00:00Z',
      isFree: true,
    });
    await owner.addEvent({ start: TEN.end, end: '2027-01-05T11:30:00Z' }, team);
    const busy = (...ids: string[]) => calendar.freeBusy(access.accessToken, ids, DAY, 'Europe/Prague');
    const [ten, half, eleven] = ['10:00', '11:30', '11:00'].map((time) => `2027-01-05T${time}:00.000Z`);
    expect(await busy('primary')).toEqual([{ start: ten, end: eleven }]);
    expect(await busy('primary', team)).toEqual([{ start: ten, end: half }]);
    expect(await busy()).toEqual([]);
    expect(await refused(busy('primary', 'AAMkNobodys='))).toMatch(/^gone /u);
    const time = (dateTime: string) => ({ dateTime, timeZone: 'Central Europe Standard Time' });
    const body = {
      subject: 'Off',
      isAllDay: true,
      start: time('2027-01-05T00:00:00'),
      end: time('2027-01-06T00:00:00'),
    };
    await person('POST', `/me/calendars/${encodeURIComponent(team)}/events`, { body });
    expect(await busy(team)).toEqual([
      { start: '2027-01-04T23:00:00.000Z', end: '2027-01-05T23:00:00.000Z' },
    ]);
    const { microsoft } = stage;
    await microsoft.account('eve@outlook.example', { personal: true });
    const { access_token: token } = await microsoft.connect('eve@outlook.example');
    expect(await calendar.freeBusy(String(token), ['primary'], DAY, 'UTC')).toEqual([]);
  });

  it('lists every calendar over all pages, the main one by the name that its events are asked for with', async () => {
    const { calendar, access, addCalendar } = stage;
    await addCalendar({ name: 'Přátelé 🎈', writable: true });
    for (let index = 0; index < 120; index += 1)
      await addCalendar({ name: `Room ${index}`, writable: false });
    const listed = await calendar.listCalendars(access.accessToken);
    expect(listed).toHaveLength(122);
    expect(new Set(listed.map(({ id }) => id)).size).toBe(122);
    expect(listed.find(({ primary }) => primary)).toEqual({
      id: 'primary',
      name: 'Calendar',
      primary: true,
      writable: true,
    });
    expect(listed).toContainEqual(
      expect.objectContaining({ name: 'Přátelé 🎈', primary: false, writable: true }),
    );
    expect(listed).toContainEqual(
      expect.objectContaining({ name: 'Room 7', primary: false, writable: false }),
    );
  });

  it('is watched by one subscription a mailbox, which is renewed until it ends', async () => {
    const { calendar, access, addCalendar, microsoft } = stage;
    const channel = { id: 'chn_1', token: 'the-state', watcher: 'ben', address };
    const { resourceId, expiresAt } = await calendar.watch(access, channel);
    expect(expiresAt).toBe('2027-01-07T07:00:00.000Z');
    // Another watcher of the same mailbox is left alone; of the same one there is one at a time.
    expect(await refused(calendar.watch(access, { ...channel, watcher: 'ada' }))).toBe('ours Conflict');
    expect((await calendar.renewWatch(access, { resourceId })).expiresAt).toBe(expiresAt);
    const second = await calendar.watch(access, { ...channel, id: 'chn_2' });
    expect(second.resourceId).not.toBe(resourceId);
    expect((await microsoft.state()).subscriptions).toHaveLength(1);
    const team = await addCalendar({ name: 'Team', writable: true });
    expect(await refused(calendar.watch({ ...access, calendarId: team }, channel))).toBe(
      `ours ${UNWATCHABLE}`,
    );
    processClock.freeze('2027-01-05T09:00:00.000Z');
    const { access_token: fresh } = await microsoft.connect('ben@acme.example');
    const later = { ...access, accessToken: String(fresh) };
    expect(await refused(calendar.renewWatch(later, { resourceId }))).toMatch(/^gone /u);
    expect(await calendar.renewWatch(later, second)).toEqual({
      expiresAt: '2027-01-08T07:00:00.000Z',
    });
    await calendar.unwatch(later, { id: 'chn_2', resourceId: second.resourceId });
    await calendar.unwatch(later, { id: 'chn_2', resourceId: second.resourceId });
    expect(await refused(calendar.renewWatch(later, second))).toMatch(/^gone /u);
  });

  it('is watched though the subscription that stood in the way ended just then', async () => {
    const { calendar, access, microsoft } = stage;
    const channel = { id: 'chn_1', token: 'the-state', watcher: 'ben', address };
    const match = { method: 'POST', path: '^/v1.0/subscriptions' };
    await microsoft.control('faults', { match, status: 409, times: 1 });
    await calendar.watch(access, channel);
    expect((await microsoft.state()).subscriptions).toHaveLength(1);
    await microsoft.control('faults', { match, status: 409, times: 2 });
    await calendar.unwatch(access, { id: 'chn_1', resourceId: await onlySubscription() });
    expect(await refused(calendar.watch(access, channel))).toBe('conflict Conflict');
  });

  it('is not watched while our address gives no proof: that passes', async () => {
    const { calendar, access } = stage;
    const channel = {
      id: 'chn_1',
      token: 'the-state',
      watcher: 'ben',
      address: `${stage.microsoft.url}/nowhere`,
    };
    expect(await refused(calendar.watch(access, channel))).toMatch(/^transient /u);
  });

  it.each([
    [{ status: 503 }, 'transient'],
    [{ status: 502, body: '<html>Bad gateway</html>' }, 'transient'],
    [{ reset: true }, 'transient'],
    [{ status: 429 }, 'throttled'],
    [{ status: 200, body: '{"value":' }, 'transient'],
    [{ status: 302, headers: { location: 'http://127.0.0.1:9/elsewhere' } }, 'transient'],
  ])('judges %j as %s', async (misfortune, expected) => {
    const { calendar, access, fault } = stage;
    await fault({ match: { path: '/calendarView' }, times: 1, ...misfortune });
    expect(await refused(calendar.readWindow(access, WINDOW))).toMatch(new RegExp(`^${expected} `, 'u'));
    expect((await calendar.readWindow(access, WINDOW)).events).toEqual([]);
  });

  it('says token for one that is refused, and gone for a calendar that is not ours to see', async () => {
    const { calendar, access } = stage;
    expect(await refused(calendar.readWindow({ ...access, accessToken: 'stale' }, WINDOW))).toMatch(
      /^token /u,
    );
    const foreign = { ...access, calendarId: 'AAMkNobodys=' };
    expect(await refused(calendar.readWindow(foreign, WINDOW))).toMatch(/^gone /u);
  });
});
