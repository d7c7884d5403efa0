import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { processClock } from '../../infra/local/clock.ts';
import type { CalendarEvent, ChangePage, WantedEvent } from '../../shared/ports/calendar-provider.ts';
import { ProviderError, UNWATCHABLE } from '../../shared/ports/provider-error.ts';
import { GUEST, googleSubject, type Stage } from '../support/calendar-stage.ts';

const WINDOW = { start: '2027-01-03T00:00:00.000Z', end: '2028-01-04T00:00:00.000Z' };
const TEN = { start: '2027-01-05T10:00:00Z', end: '2027-01-05T11:00:00Z' };

const wanted = (over: Partial<WantedEvent> = {}): WantedEvent => ({
  id: 'a1b2c3d4e5',
  title: 'Intro',
  description: 'Guests: Gina <gina@example.org>',
  place: 'Prague',
  start: '2027-01-05T09:00:00.000Z',
  end: '2027-01-05T10:00:00.000Z',
  zone: 'Europe/Prague',
  marker: { org: 'acme', bookingId: 'bkg_1', written: 'mark' },
  ...over,
});

const verdict = async (call: Promise<unknown>): Promise<string> => {
  const error = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return error instanceof ProviderError ? error.verdict : `no ProviderError: ${String(error)}`;
};

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

describe.each([googleSubject()])('a calendar at $name', (subject) => {
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

  it('creates an event that reads back as it was wanted', async () => {
    const { calendar, access } = stage;
    const created = await calendar.createEvent(access, wanted());
    expect(created).toEqual({
      id: 'a1b2c3d4e5',
      exists: true,
      start: '2027-01-05T09:00:00.000Z',
      end: '2027-01-05T10:00:00.000Z',
      title: 'Intro',
      place: 'Prague',
      busy: true,
      isPrivate: false,
      attendees: [],
      etag: expect.any(String),
      updated: expect.stringMatching(/^2027-01-04T09:00:00\.\d{3}Z$/u),
      iCalUid: expect.any(String),
      htmlLink: expect.any(String),
      written: 'mark',
    });
    expect(await calendar.getEvent(access, 'a1b2c3d4e5')).toEqual(created);
  });

  it('says conflict for an id that is taken, by a living or a deleted event', async () => {
    const { calendar, access } = stage;
    await calendar.createEvent(access, wanted());
    expect(await verdict(calendar.createEvent(access, wanted()))).toBe('conflict');
    await calendar.removeEvent(access, 'a1b2c3d4e5');
    expect(await verdict(calendar.createEvent(access, wanted()))).toBe('conflict');
    expect(await calendar.getEvent(access, 'a1b2c3d4e5')).toMatchObject({ exists: false, busy: false });
  });

  it('makes a conference under a stable request, once', async () => {
    const { calendar, access } = stage;
    const { conference } = await calendar.createEvent(access, wanted({ conferenceRequestId: 'request-1' }));
    expect(conference).toEqual({
      state: 'ready',
      joinUrl: expect.stringMatching(subject.joinUrl),
    });
    const { etag = '' } = await calendar.getEvent(access, 'a1b2c3d4e5');
    const changed = await calendar.changeEvent(
      access,
      wanted({ title: 'Talk', conferenceRequestId: 'request-1' }),
      etag,
    );
    expect(changed.conference).toEqual(conference);
    const again = await calendar.changeEvent(access, wanted({ title: 'Talk 2' }), changed.etag ?? '');
    expect(again.conference).toEqual(conference);
  });

  it('says that a conference is on its way, or that there will be none, without failing the event for it', async () => {
    const { calendar, access, meet } = stage;
    await meet('pending');
    const pending = await calendar.createEvent(access, wanted({ conferenceRequestId: 'request-1' }));
    expect(pending.conference).toEqual({ state: 'pending' });
    await meet('unsupported');
    const id = 'b1b2c3d4e5';
    const none = await calendar.createEvent(access, wanted({ id, conferenceRequestId: 'request-2' }));
    expect(none).toMatchObject({ id, exists: true, conference: { state: 'failed' } });
  });

  it('changes an event only as long as nobody else has', async () => {
    const { calendar, access, owner } = stage;
    const { etag = '' } = await calendar.createEvent(access, wanted());
    await owner.move('a1b2c3d4e5', '2027-01-06T09:00:00Z', '2027-01-06T10:00:00Z');
    expect(await verdict(calendar.changeEvent(access, wanted({ title: 'Talk' }), etag))).toBe('stale');
    const present = await calendar.getEvent(access, 'a1b2c3d4e5');
    expect(present).toMatchObject({ title: 'Intro', start: '2027-01-06T09:00:00.000Z' });
    const { place: _, ...placeless } = wanted({
      title: 'Talk',
      start: WINDOW.start,
      end: '2027-01-03T01:00:00.000Z',
    });
    const changed = await calendar.changeEvent(access, placeless, present.etag ?? '');
    expect(changed).toMatchObject({ title: 'Talk', start: WINDOW.start });
    expect(changed.place).toBeUndefined();
  });

  it('keeps the answers of attendees, and those whom it is not told of', async () => {
    const { calendar, access, owner } = stage;
    const dan = { email: GUEST, name: 'Dan', rsvp: 'needs_action' as const };
    await calendar.createEvent(access, wanted({ attendees: [dan] }));
    await owner.accept('a1b2c3d4e5');
    const { etag = '' } = await calendar.getEvent(access, 'a1b2c3d4e5');
    const gina = { email: 'gina@example.org', name: 'Gina', rsvp: 'needs_action' as const };
    const both = await calendar.changeEvent(access, wanted({ attendees: [dan, gina] }), etag);
    const answers = ({ attendees }: CalendarEvent) => attendees.map(({ email, rsvp }) => [email, rsvp]);
    expect(answers(both)).toEqual([
      [GUEST, 'accepted'],
      ['gina@example.org', 'needs_action'],
    ]);
    const untouched = await calendar.changeEvent(access, wanted({ title: 'Talk' }), both.etag ?? '');
    expect(answers(untouched)).toEqual(answers(both));
    const fewer = await calendar.changeEvent(access, wanted({ attendees: [gina] }), untouched.etag ?? '');
    expect(answers(fewer)).toEqual([['gina@example.org', 'needs_action']]);
  });

  it('removes an event, also one that is gone, but not one that has changed since the etag', async () => {
    const { calendar, access, owner } = stage;
    const { etag = '' } = await calendar.createEvent(access, wanted());
    await owner.move('a1b2c3d4e5', '2027-01-06T09:00:00Z', '2027-01-06T10:00:00Z');
    expect(await verdict(calendar.removeEvent(access, 'a1b2c3d4e5', { etag }))).toBe('stale');
    await calendar.removeEvent(access, 'a1b2c3d4e5');
    await calendar.removeEvent(access, 'a1b2c3d4e5');
    await calendar.removeEvent(access, 'never0was0there');
    expect((await calendar.getEvent(access, 'a1b2c3d4e5')).exists).toBe(false);
  });

  it('says gone for an event that never was, and for a calendar that is not ours to see', async () => {
    const { calendar, access } = stage;
    expect(await verdict(calendar.getEvent(access, 'never0was0there'))).toBe('gone');
    const foreign = { ...access, calendarId: 'stranger@gmail.example' };
    expect(await verdict(calendar.readWindow(foreign, WINDOW))).toBe('gone');
  });

  it('finds a living event by its iCalendar UID, in the calendar that has it and in no other', async () => {
    const { calendar, access, addCalendar, owner } = stage;
    const { iCalUid = '' } = await calendar.createEvent(access, wanted());
    const other = { ...access, calendarId: await addCalendar({ name: 'Club', writable: true }) };
    await owner.addEvent(TEN);
    expect(await calendar.findByICalUid(access, iCalUid)).toMatchObject({ id: 'a1b2c3d4e5', exists: true });
    expect(await calendar.findByICalUid(other, iCalUid)).toBeUndefined();
    await calendar.removeEvent(access, 'a1b2c3d4e5');
    expect(await calendar.findByICalUid(access, iCalUid)).toBeUndefined();
    const foreign = { ...access, calendarId: 'stranger@gmail.example' };
    expect(await verdict(calendar.findByICalUid(foreign, iCalUid))).toBe('gone');
  });

  it('reads a window to its end and from there what changed: made, moved and deleted', async () => {
    const { calendar, access, owner } = stage;
    const id = await owner.addEvent(TEN);
    const first = await calendar.readWindow(access, WINDOW);
    expect(first.zone).toBe('Europe/Prague');
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
    await owner.addEvent({ ...TEN, place: 'Clinic', guest: GUEST });
    const first = await calendar.readWindow(access, WINDOW, undefined, true);
    await owner.addEvent({ ...TEN, place: 'Clinic' });
    const { events } = await calendar.changesSince(access, cursorOf(first), undefined, true);
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
    await calendar.createEvent(access, wanted());
    await calendar.createEvent(access, wanted({ id: 'b1b2c3d4e5', ...times }));
    const marker = { org: 'globex', bookingId: 'bkg_2' };
    await calendar.createEvent(access, wanted({ id: 'c1b2c3d4e5', marker }));
    await calendar.createEvent(access, wanted({ id: 'd1b2c3d4e5' }));
    await calendar.removeEvent(access, 'd1b2c3d4e5');
    await owner.addEvent(TEN);
    const { events, nextPage } = await calendar.listOwnEvents(access, 'acme');
    expect(nextPage).toBeUndefined();
    expect(events.toSorted((a, b) => a.id.localeCompare(b.id))).toEqual([
      { id: 'a1b2c3d4e5', bookingId: 'bkg_1' },
      { id: 'b1b2c3d4e5', bookingId: 'bkg_1' },
    ]);
    expect((await calendar.listOwnEvents(access, 'globex')).events).toEqual([
      { id: 'c1b2c3d4e5', bookingId: 'bkg_2' },
    ]);
    expect((await calendar.listOwnEvents(access, 'initech')).events).toEqual([]);
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
    expect(await verdict(busy(access.calendarId, 'stranger@gmail.example'))).toBe('gone');
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
    const facts = listed.map(({ id: _, ...rest }) => rest);
    expect(facts).toContainEqual({
      name: expect.any(String),
      zone: 'Europe/Prague',
      primary: true,
      writable: true,
    });
    expect(facts).toContainEqual({
      name: 'Přátelé 🎈',
      zone: 'Europe/Prague',
      primary: false,
      writable: true,
    });
    expect(facts).toContainEqual({ name: 'Theirs', zone: 'Asia/Kathmandu', primary: false, writable: false });
    expect(listed.find(({ primary }) => primary)?.id).toBe(access.calendarId);
    const team = { ...access, calendarId: listed.find(({ name }) => name.startsWith('Př'))?.id ?? '' };
    await calendar.createEvent(team, wanted());
    expect((await calendar.getEvent(team, 'a1b2c3d4e5')).exists).toBe(true);
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
    const { calendar, access } = stage;
    const address = 'https://hub.example.com/webhooks';
    const { resourceId, expiresAt } = await calendar.watch(access, { id: 'chn_1', token: 'token', watcher: 'ben', address });
    expect(Date.parse(expiresAt)).toBeGreaterThan(Date.parse('2027-01-04T09:00:00Z'));
    expect(await verdict(calendar.watch(access, { id: 'chn_1', token: 'token', watcher: 'ben', address }))).toBe('conflict');
    await calendar.unwatch(access, { id: 'chn_1', resourceId });
    await calendar.unwatch(access, { id: 'chn_1', resourceId });
  });

  it('says so where a calendar can never be watched', async () => {
    const { calendar, access, addCalendar } = stage;
    const calendarId = await addCalendar({ name: 'Holidays', writable: false, unwatchable: true });
    const channel = { id: 'chn_1', token: 'token', watcher: 'ben', address: 'https://hub.example.com/webhooks' };
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
    await fault({ match: { path: '/events' }, times: 1, ...misfortune });
    expect(await verdict(calendar.readWindow(access, WINDOW))).toBe(expected);
  });

  it('says token for one that is refused', async () => {
    const { calendar, access } = stage;
    expect(await verdict(calendar.getEvent({ ...access, accessToken: 'stale' }, 'a1b2c3d4e5'))).toBe('token');
  });
});
