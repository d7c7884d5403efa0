import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { processClock } from '../../infra/local/clock.ts';
import type { CalendarEvent, ChangePage } from '../../shared/ports/calendar-provider.ts';
import { ProviderError, UNWATCHABLE } from '../../shared/ports/provider-error.ts';
import { KEY, wanted } from '../support/a-wanted-event.ts';
import { googleSubject, type Stage } from '../support/calendar-stage.ts';
import { microsoftSubject } from '../support/microsoft-calendar-stage.ts';
import { verdictOf as verdict } from '../support/verdict-of.ts';

const WINDOW = { start: '2027-01-03T00:00:00.000Z', end: '2028-01-04T00:00:00.000Z' };
const TEN = { start: '2027-01-05T10:00:00Z', end: '2027-01-05T11:00:00Z' };

const essence = ({ id, exists, start, end, title, busy }: CalendarEvent) => ({
  id,
  exists,
  start,
  end,
  title,
  busy,
});

const cursorOf = ({ cursor }: ChangePage): string => {
  if (cursor === undefined) throw new Error('the last page carries a cursor');
  return cursor;
};

describe.each([googleSubject(), microsoftSubject()])('a calendar at $name', (subject) => {
  let stage: Stage;

  beforeAll(async () => {
    processClock.install();
    await subject.start();
  });
  beforeEach(async () => {
    processClock.freeze('2027-01-04T09:00:00.000Z');
    stage = await subject.stage();
  });
  afterAll(async () => {
    await subject.close();
    processClock.uninstall();
  });

  it('finds a living event by its iCalendar UID, in the calendar that has it and in no other', async () => {
    const { calendar, access, addCalendar, owner } = stage;
    const { id, iCalUid = '' } = await calendar.createEvent(access, wanted());
    const other = { ...access, calendarId: await addCalendar({ name: 'Club', writable: true }) };
    await owner.addEvent(TEN);
    expect(await calendar.findByICalUid(access, iCalUid)).toMatchObject({ id, exists: true });
    expect(await calendar.findByICalUid(other, iCalUid)).toBeUndefined();
    await calendar.removeEvent(access, id);
    expect(await calendar.findByICalUid(access, iCalUid)).toBeUndefined();
    const foreign = { ...access, calendarId: stage.stranger };
    expect(await verdict(calendar.findByICalUid(foreign, iCalUid))).toBe('gone');
    expect(await verdict(calendar.readWindow(foreign, WINDOW))).toBe('gone');
  });

  it('reads a window to its end and from there what changed: made, moved and deleted', async () => {
    const { calendar, access, owner } = stage;
    const id = await owner.addEvent(TEN);
    const first = await calendar.readWindow(access, WINDOW);
    expect(first.zone).toBe(subject.zone);
    expect(first.events.map(essence)).toEqual([
      {
        id,
        exists: true,
        start: '2027-01-05T10:00:00.000Z',
        end: '2027-01-05T11:00:00.000Z',
        title: 'Dentist',
        busy: true,
      },
    ]);
    const nothing = await calendar.changesSince(access, cursorOf(first));
    expect(nothing.events).toEqual([]);
    await owner.move(id, '2027-01-06T10:00:00Z', '2027-01-06T11:00:00Z');
    const made = await owner.addEvent({ ...TEN, isFree: true });
    const moved = await calendar.changesSince(access, cursorOf(nothing));
    expect(moved.events.map(essence).toSorted((a, b) => Number(a.busy) - Number(b.busy))).toEqual([
      expect.objectContaining({ id: made, busy: false }),
      expect.objectContaining({ id, start: '2027-01-06T10:00:00.000Z', busy: true }),
    ]);
    await owner.cancel(id);
    const deleted = await calendar.changesSince(access, cursorOf(moved));
    expect(deleted.events).toEqual([expect.objectContaining({ id, exists: false, busy: false })]);
  });

  it('tells whole days as dates and private events as private', async () => {
    const { calendar, access, owner } = stage;
    await owner.addEvent({ start: '2027-01-07', end: '2027-01-08', isPrivate: true });
    const { events } = await calendar.readWindow(access, WINDOW);
    expect(events).toEqual([
      expect.objectContaining({
        allDay: { start: '2027-01-07', end: '2027-01-08' },
        isPrivate: true,
        busy: true,
      }),
    ]);
    expect(events[0]).not.toHaveProperty('start');
  });

  it('asks for nothing but times where nothing else may be known', async () => {
    const { calendar, access, owner } = stage;
    await owner.addEvent({ ...TEN, place: 'Clinic', guest: stage.guest });
    const first = await calendar.readWindow(access, WINDOW, undefined, true);
    await owner.addEvent({ ...TEN, place: 'Clinic' });
    // Where there is no cursor for it, what changes is found by comparing.
    const { events } =
      first.cursor === undefined
        ? await calendar.readView(access, WINDOW, undefined, true)
        : await calendar.changesSince(access, first.cursor, undefined, true);
    expect(events.length).toBeGreaterThan(0);
    for (const event of [...first.events, ...events]) {
      expect(JSON.stringify(event)).not.toMatch(/Dentist|Clinic|@/u);
      expect(event).toMatchObject({ start: '2027-01-05T10:00:00.000Z', busy: true });
    }
  });

  it('says cursor for one that is dead', async () => {
    const { calendar, access, expireCursors } = stage;
    const first = await calendar.readWindow(access, WINDOW);
    await expireCursors();
    expect(await verdict(calendar.changesSince(access, cursorOf(first)))).toBe('cursor');
  });

  it('lists the living events that carry our mark, whenever they are, and nobody else’s', async () => {
    const { calendar, access, owner } = stage;
    const times = { start: '2019-01-05T09:00:00.000Z', end: '2019-01-05T10:00:00.000Z' };
    const [first, second, third, fourth] = [
      'a1'.repeat(20),
      'b1'.repeat(20),
      'c1'.repeat(20),
      'd1'.repeat(20),
    ];
    await calendar.createEvent(access, wanted({ id: first }));
    await calendar.createEvent(access, wanted({ id: second, ...times }));
    await calendar.createEvent(access, wanted({ id: third, marker: { org: 'globex', bookingId: 'bkg_2' } }));
    const { id } = await calendar.createEvent(access, wanted({ id: fourth }));
    await calendar.removeEvent(access, id);
    await owner.addEvent(TEN);
    const own = async (org: string) => {
      const { events, nextPage } = await calendar.listOwnEvents(access, org);
      expect(nextPage).toBeUndefined();
      const told = events.map((one) => ({ key: one.key ?? one.id, bookingId: one.bookingId }));
      return told.toSorted((a, b) => a.key.localeCompare(b.key));
    };
    expect(await own('acme')).toEqual([
      { key: first, bookingId: 'bkg_1' },
      { key: second, bookingId: 'bkg_1' },
    ]);
    expect(await own('globex')).toEqual([{ key: third, bookingId: 'bkg_2' }]);
    expect(await own('initech')).toEqual([]);
  });

  it('tells busy time of several calendars merged, and never takes unknown for free', async () => {
    const { calendar, access, owner, addCalendar } = stage;
    const team = await addCalendar({ name: 'Team', writable: true });
    await owner.addEvent(TEN);
    await owner.addEvent({ start: TEN.end, end: '2027-01-05T11:30:00Z' }, team);
    const day = { start: '2027-01-05T00:00:00Z', end: '2027-01-06T00:00:00Z' };
    const busy = (...ids: string[]) => calendar.freeBusy(access.accessToken, ids, day, 'UTC');
    const [ten, half, eleven] = ['10:00', '11:30', '11:00'].map((time) => `2027-01-05T${time}:00.000Z`);
    expect(await busy(access.calendarId)).toEqual([{ start: ten, end: eleven }]);
    expect(await busy(access.calendarId, team)).toEqual([{ start: ten, end: half }]);
    expect(await busy()).toEqual([]);
    expect(await verdict(busy(access.calendarId, stage.stranger))).toBe('gone');
  });

  it('lists every calendar over all pages, the main one by the id that its events are asked for with', async () => {
    const { calendar, access, addCalendar } = stage;
    await addCalendar({ name: 'Přátelé 🎈', writable: true });
    await addCalendar({ name: 'Theirs', writable: false, zone: 'Asia/Kathmandu' });
    for (let index = 0; index < 300; index += 1)
      await addCalendar({ name: `Room ${index}`, writable: false });
    const listed = await calendar.listCalendars(access.accessToken);
    expect(listed).toHaveLength(303);
    expect(new Set(listed.map(({ id }) => id)).size).toBe(303);
    const facts = listed.map(({ name, zone, primary, writable }) => [name, zone, primary, writable]);
    expect(facts).toContainEqual([expect.any(String), subject.zone, true, true]);
    expect(facts).toContainEqual(['Přátelé 🎈', subject.zone, false, true]);
    expect(facts).toContainEqual(['Theirs', subject.zone && 'Asia/Kathmandu', false, false]);
    expect(listed.find(({ primary }) => primary)?.id).toBe(access.calendarId);
    const team = { ...access, calendarId: listed.find(({ name }) => name.startsWith('Př'))?.id ?? '' };
    const { id } = await calendar.createEvent(team, wanted());
    const found = await calendar.getEvent(team, id);
    expect(found.exists).toBe(true);
    expect(await calendar.findOwnEvent(team, KEY)).toMatchObject({ id });
    // Where an id is found in whichever calendar it lies, it can be asked in which.
    expect([await calendar.liesIn?.(team, found), await calendar.liesIn?.(access, found)]).toEqual(
      calendar.liesIn ? [true, false] : [undefined, undefined],
    );
  });

  it('says gone for a calendar that was taken away, and lists it no more', async () => {
    const { calendar, access, addCalendar, takeCalendar } = stage;
    const calendarId = await addCalendar({ name: 'Team', writable: true });
    await takeCalendar(calendarId);
    expect((await calendar.listCalendars(access.accessToken)).map(({ primary }) => primary)).toEqual([true]);
    expect(await verdict(calendar.createEvent({ ...access, calendarId }, wanted()))).toBe('gone');
    expect(await verdict(calendar.readWindow({ ...access, calendarId }, WINDOW))).toBe('gone');
  });

  it('opens a channel that ends, and stops it any number of times', async () => {
    const { calendar, access, channel } = stage;
    const { resourceId, expiresAt } = await calendar.watch(access, channel);
    expect(Date.parse(expiresAt)).toBeGreaterThan(Date.parse('2027-01-04T09:00:00Z'));
    await calendar.unwatch(access, { id: channel.id, resourceId });
    await calendar.unwatch(access, { id: channel.id, resourceId });
  });

  it('lets a channel live on where the provider can, and says gone of one that has ended', async () => {
    const { calendar, access, channel } = stage;
    const { resourceId, expiresAt } = await calendar.watch(access, channel);
    processClock.advance(1_800_000);
    const renewed = await calendar.renewWatch?.(access, { resourceId });
    expect(renewed === undefined || renewed.expiresAt > expiresAt).toBe(true);
    await calendar.unwatch(access, { id: channel.id, resourceId });
    expect(calendar.renewWatch ? await verdict(calendar.renewWatch(access, { resourceId })) : 'gone').toBe(
      'gone',
    );
  });

  it('has no two channels under one name: the second is refused, or the first one ends', async () => {
    const { calendar, access, channel } = stage;
    const first = await calendar.watch(access, channel);
    const second = await calendar.watch(access, channel).catch((error: unknown) => error);
    if (second instanceof ProviderError) expect(second.verdict).toBe('conflict');
    else expect(await verdict(calendar.renewWatch?.(access, first) ?? Promise.resolve())).toBe('gone');
  });

  it('says so where a calendar can never be watched', async () => {
    const { calendar, access, addCalendar, channel } = stage;
    const calendarId = await addCalendar({ name: 'Holidays', writable: false, unwatchable: true });
    await expect(calendar.watch({ ...access, calendarId }, channel)).rejects.toMatchObject({
      verdict: 'ours',
      word: UNWATCHABLE,
    });
  });

  it.each([
    [{ status: 503 }, 'transient'],
    [{ status: 502, body: '<html>Bad gateway</html>' }, 'transient'],
    [{ reset: true }, 'transient'],
    [{ status: 429 }, 'throttled'],
    [{ status: 200, body: '{"items":' }, 'transient'],
  ])('judges %j as %s', async (misfortune, expected) => {
    const { calendar, access, fault } = stage;
    await fault({ match: { path: subject.readPath }, times: 1, ...misfortune });
    expect(await verdict(calendar.readWindow(access, WINDOW))).toBe(expected);
  });

  it('says token for one that is refused', async () => {
    const { calendar, access } = stage;
    expect(await verdict(calendar.getEvent({ ...access, accessToken: 'stale' }, KEY))).toBe('token');
  });
});
