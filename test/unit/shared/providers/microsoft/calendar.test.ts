import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { processClock } from '../../../../../infra/local/clock.ts';
import type { CalendarEvent, WantedEvent } from '../../../../../shared/ports/calendar-provider.ts';
import { ProviderError } from '../../../../../shared/ports/provider-error.ts';
import { COLLEAGUE, microsoftStages } from '../../../../support/microsoft-calendar-stage.ts';

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

const TEN = { start: '2027-01-05T10:00:00Z', end: '2027-01-05T11:00:00Z' };

const verdict = async (call: Promise<unknown>): Promise<string> => {
  const error = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return error instanceof ProviderError ? error.verdict : `no ProviderError: ${String(error)}`;
};

describe('events in Outlook', () => {
  const stages = microsoftStages();
  let stage: Awaited<ReturnType<typeof stages.stage>>;

  beforeAll(() => processClock.install());
  beforeEach(async () => {
    processClock.freeze('2027-01-04T09:00:00.000Z');
    stage = await stages.stage();
  });
  afterEach(() => stage.microsoft.control('quirks', {}));
  afterAll(async () => {
    await stages.close();
    processClock.uninstall();
  });

  it('read back as they were wanted, under an id of Graph’s own, in the host’s zone', async () => {
    const { calendar, access, person } = stage;
    const created = await calendar.createEvent(access, wanted());
    expect(created).toEqual({
      id: expect.any(String),
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
    expect(await calendar.getEvent(access, created.id)).toEqual(created);
    const { body } = await person('GET', `/me/events/${encodeURIComponent(created.id)}`);
    expect(body.originalStartTimeZone).toBe('Central Europe Standard Time');
    expect(body.body).toMatchObject({ content: expect.stringContaining('Gina &lt;gina@example.org&gt;') });
  });

  it.each(['400', '409', 'existing'])(
    'are made once, however often (%s), and found by our own id',
    async (answer) => {
      const { calendar, access, microsoft } = stage;
      await microsoft.control('quirks', { duplicateTransaction: answer });
      const { id } = await calendar.createEvent(access, wanted());
      const again = await calendar
        .createEvent(access, wanted())
        .catch(({ verdict: word }: ProviderError) => word);
      expect(typeof again === 'string' ? again : again.id).toBe(answer === 'existing' ? id : 'conflict');
      expect(await calendar.findOwnEvent(access, 'a1b2c3d4e5')).toMatchObject({ id, written: 'mark' });
      expect(await calendar.findOwnEvent(access, 'A1B2C3D4E5')).toBeUndefined();
      await calendar.removeEvent(access, id);
      expect(await calendar.findOwnEvent(access, 'a1b2c3d4e5')).toBeUndefined();
    },
  );

  it('stand at the right instant in a zone that Windows does not know, and in the hour that comes twice', async () => {
    const { calendar, access } = stage;
    const twice = { start: '2027-10-31T01:15:00.000Z', end: '2027-10-31T01:45:00.000Z' };
    const made = await calendar.createEvent(access, wanted(twice));
    expect(made).toMatchObject(twice);
    const troll = await calendar.createEvent(access, wanted({ id: 'b1', zone: 'Antarctica/Troll' }));
    expect(troll).toMatchObject({ start: '2027-01-05T09:00:00.000Z' });
    const vienna = await calendar.createEvent(access, wanted({ id: 'c1', zone: 'Europe/Vienna' }));
    expect(vienna).toMatchObject({ start: '2027-01-05T09:00:00.000Z' });
  });

  it('have a Teams link, which outlives every change', async () => {
    const { calendar, access } = stage;
    const {
      id,
      conference,
      etag = '',
    } = await calendar.createEvent(access, wanted({ conferenceRequestId: 'r' }));
    expect(conference).toEqual({
      state: 'ready',
      joinUrl: expect.stringMatching(/^https:\/\/teams\.microsoft\.com\//u),
    });
    const talk = wanted({ id, title: 'Talk', description: 'Other words', conferenceRequestId: 'r' });
    const changed = await calendar.changeEvent(access, talk, etag);
    expect(changed).toMatchObject({ title: 'Talk', conference });
    const { description: _, ...silent } = wanted({ id, title: 'Talk 2' });
    const again = await calendar.changeEvent(access, silent, changed.etag ?? '');
    expect(again).toMatchObject({ title: 'Talk 2', conference });
    const { body } = await stage.person('GET', `/me/events/${encodeURIComponent(id)}`);
    expect(body.body).toMatchObject({ content: expect.stringContaining('Other words') });
    expect(JSON.stringify(body.body)).not.toContain('Gina');
  });

  it('are made where the link is late, refused, or missing without a word', async () => {
    const { calendar, access, meet, microsoft } = stage;
    const conferences = async (id: string) =>
      (await calendar.createEvent(access, wanted({ id, conferenceRequestId: id }))).conference;
    await meet('pending');
    expect(await conferences('a1')).toEqual({ state: 'pending' });
    await meet('unsupported');
    expect(await conferences('b1')).toEqual({ state: 'failed' });
    await microsoft.account('ben@acme.example', { licence: 'refused' });
    expect(await conferences('c1')).toEqual({ state: 'failed' });
    expect((await calendar.listOwnEvents(access, 'acme')).events).toHaveLength(3);
  });

  it('are changed and removed only as long as nobody else has changed them', async () => {
    const { calendar, access, owner } = stage;
    const { id, etag = '' } = await calendar.createEvent(access, wanted());
    await owner.move(id, '2027-01-06T09:00:00Z', '2027-01-06T10:00:00Z');
    const { description: _, ...silent } = wanted({ id, title: 'Talk' });
    expect(await verdict(calendar.changeEvent(access, wanted({ id }), etag))).toBe('stale');
    expect(await verdict(calendar.changeEvent(access, silent, etag))).toBe('stale');
    expect(await verdict(calendar.removeEvent(access, id, { etag }))).toBe('stale');
    const present = await calendar.getEvent(access, id);
    expect(present).toMatchObject({ title: 'Intro', start: '2027-01-06T09:00:00.000Z' });
    const { place: __, ...placeless } = wanted({ id, title: 'Talk' });
    const changed = await calendar.changeEvent(access, placeless, present.etag ?? '');
    expect(changed).toMatchObject({ title: 'Talk', start: '2027-01-05T09:00:00.000Z' });
    expect(changed.place).toBeUndefined();
    await calendar.removeEvent(access, id);
    await calendar.removeEvent(access, id);
    expect(await verdict(calendar.getEvent(access, id))).toBe('gone');
  });

  it('have attendees only where Microsoft may mail them, who keep their answers, as do the rooms', async () => {
    const { calendar, access, owner, microsoft, person } = stage;
    const dan = { email: COLLEAGUE, name: 'Dan', rsvp: 'needs_action' as const };
    const { id } = await calendar.createEvent(access, wanted({ attendees: [dan] }));
    expect((await calendar.getEvent(access, id)).attendees).toEqual([]);
    expect((await microsoft.state()).mails ?? []).toEqual([]);
    const invited = await calendar.createEvent(access, wanted({ id: 'b1', attendees: [dan], invites: true }));
    await owner.accept(invited.id);
    const room = { type: 'resource', emailAddress: { address: 'room@acme.example', name: 'Room' } };
    const all = [{ type: 'required', emailAddress: { address: COLLEAGUE } }, room];
    await person('PATCH', `/me/events/${encodeURIComponent(invited.id)}`, { body: { attendees: all } });
    const { etag = '' } = await calendar.getEvent(access, invited.id);
    const gina = { email: 'gina@example.org', name: 'Gina', rsvp: 'needs_action' as const };
    const both = wanted({ id: invited.id, attendees: [dan, gina], invites: true });
    const changed = await calendar.changeEvent(access, both, etag);
    const answers = ({ attendees }: CalendarEvent) => attendees.map(({ email, rsvp }) => [email, rsvp]);
    expect(answers(changed)).toEqual([
      [COLLEAGUE, 'accepted'],
      ['gina@example.org', 'needs_action'],
    ]);
    const { body } = await person('GET', `/me/events/${encodeURIComponent(invited.id)}`);
    expect(JSON.stringify(body.attendees)).toContain('room@acme.example');
  });

  it('are found by their iCalendar UID, in the calendar that has them', async () => {
    const { calendar, access, owner, addCalendar } = stage;
    const { id, iCalUid = '' } = await calendar.createEvent(access, wanted());
    const other = { ...access, calendarId: await addCalendar({ name: 'Club', writable: true }) };
    await owner.addEvent(TEN);
    expect(await calendar.findByICalUid(access, iCalUid)).toMatchObject({ id, written: 'mark' });
    expect(await calendar.findByICalUid(other, iCalUid)).toBeUndefined();
    await calendar.removeEvent(access, id);
    expect(await calendar.findByICalUid(access, iCalUid)).toBeUndefined();
    const foreign = { ...access, calendarId: 'AAMkNobodys=' };
    expect(await verdict(calendar.findByICalUid(foreign, iCalUid))).toBe('gone');
  });

  it('of ours are listed by our mark, whenever they are, over all pages', async () => {
    const { calendar, access, owner } = stage;
    const ids: string[] = [];
    for (let index = 0; index < 101; index += 1)
      ids.push((await calendar.createEvent(access, wanted({ id: `a${index}` }))).id);
    const past = { start: '2019-01-05T09:00:00.000Z', end: '2019-01-05T10:00:00.000Z' };
    const marker = { org: 'ACME', bookingId: 'bkg_2' };
    const { id: theirs } = await calendar.createEvent(access, wanted({ id: 'b1', marker, ...past }));
    await owner.addEvent(TEN);
    const first = await calendar.listOwnEvents(access, 'acme');
    const second = await calendar.listOwnEvents(access, 'acme', first.nextPage);
    expect(second.nextPage).toBeUndefined();
    const found = [...first.events, ...second.events];
    expect(found.map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
    expect((await calendar.listOwnEvents(access, 'ACME')).events).toEqual([
      { id: theirs, bookingId: 'bkg_2' },
    ]);
    expect((await calendar.listOwnEvents(access, 'initech')).events).toEqual([]);
  });
});
