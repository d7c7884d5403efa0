import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { processClock } from '../../infra/local/clock.ts';
import type {
  CalendarAccess,
  CalendarEvent,
  CalendarProvider,
} from '../../shared/ports/calendar-provider.ts';
import { KEY, wanted } from '../support/a-wanted-event.ts';
import { googleSubject, type WritingStage, type WritingSubject } from '../support/calendar-stage.ts';
import { memorySubject } from '../support/memory-calendar-stage.ts';
import { microsoftSubject } from '../support/microsoft-calendar-stage.ts';
import { verdictOf as verdict } from '../support/verdict-of.ts';

/** An event that was deleted reads as one that is not there, or is known no more. */
const lives = async (calendar: CalendarProvider, access: CalendarAccess, id: string): Promise<boolean> => {
  const known = calendar.getEvent(access, id);
  const found = await known.catch(() => undefined);
  if (found) return found.exists;
  expect(await verdict(known)).toBe('gone');
  return false;
};

const SUBJECTS: readonly WritingSubject[] = [googleSubject(), microsoftSubject(), memorySubject()];

describe.each(SUBJECTS)('events at $name', (subject) => {
  let stage: WritingStage;

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

  it('are created as they were wanted, under our key or an id that the provider names', async () => {
    const { calendar, access } = stage;
    const created = await calendar.createEvent(access, wanted());
    expect(created).toMatchObject({
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
    expect(created.id === KEY).toBe(!calendar.namesEvents);
    expect(created.key ?? created.id).toBe(KEY);
    expect(await calendar.getEvent(access, created.id)).toEqual(created);
  });

  it('say conflict where the key was used, for a living or a deleted event', async () => {
    const { calendar, access } = stage;
    const { id } = await calendar.createEvent(access, wanted());
    expect(await verdict(calendar.createEvent(access, wanted()))).toBe('conflict');
    await calendar.removeEvent(access, id);
    expect(await verdict(calendar.createEvent(access, wanted()))).toBe('conflict');
    expect(await lives(calendar, access, id)).toBe(false);
  });

  it('are found by our key while they live, and no other is', async () => {
    const { calendar, access } = stage;
    expect(await calendar.findOwnEvent(access, KEY)).toBeUndefined();
    const { id } = await calendar.createEvent(access, wanted());
    await calendar.createEvent(access, wanted({ id: 'b1'.repeat(20) }));
    expect(await calendar.findOwnEvent(access, KEY)).toMatchObject({ id, exists: true, written: 'mark' });
    await calendar.removeEvent(access, id);
    expect(await calendar.findOwnEvent(access, KEY)).toBeUndefined();
  });

  it('have a conference under a stable request, once', async () => {
    const { calendar, access } = stage;
    const made = await calendar.createEvent(access, wanted({ conferenceRequestId: 'request-1' }));
    const { id, conference } = made;
    expect(conference).toEqual({ state: 'ready', joinUrl: expect.stringMatching(subject.joinUrl) });
    const { etag = '' } = await calendar.getEvent(access, id);
    const talk = wanted({ id, title: 'Talk', conferenceRequestId: 'request-1' });
    const changed = await calendar.changeEvent(access, talk, etag);
    expect(changed.conference).toEqual(conference);
    const again = await calendar.changeEvent(access, wanted({ id, title: 'Talk 2' }), changed.etag ?? '');
    expect(again.conference).toEqual(conference);
  });

  it('say that a conference is on its way, or that there will be none, without failing for it', async () => {
    const { calendar, access, meet } = stage;
    await meet('pending');
    const pending = await calendar.createEvent(access, wanted({ conferenceRequestId: 'request-1' }));
    expect(pending.conference).toEqual({ state: 'pending' });
    await meet('unsupported');
    const order = wanted({ id: 'b1'.repeat(20), conferenceRequestId: 'request-2' });
    const none = await calendar.createEvent(access, order);
    expect(none).toMatchObject({ exists: true, conference: { state: 'failed' } });
  });

  it('are changed only as long as nobody else has changed them', async () => {
    const { calendar, access, owner } = stage;
    const { id, etag = '' } = await calendar.createEvent(access, wanted());
    await owner.move(id, '2027-01-06T09:00:00Z', '2027-01-06T10:00:00Z');
    expect(await verdict(calendar.changeEvent(access, wanted({ id, title: 'Talk' }), etag))).toBe('stale');
    const present = await calendar.getEvent(access, id);
    expect(present).toMatchObject({ title: 'Intro', start: '2027-01-06T09:00:00.000Z' });
    const times = { start: '2027-01-03T00:00:00.000Z', end: '2027-01-03T01:00:00.000Z' };
    const { place: _, ...placeless } = wanted({ id, title: 'Talk', ...times });
    const changed = await calendar.changeEvent(access, placeless, present.etag ?? '');
    expect(changed).toMatchObject({ id, title: 'Talk', ...times });
    expect(changed.place).toBeUndefined();
  });

  it('keep the answers of attendees, and those whom they are not told of', async () => {
    const { calendar, access, owner, guest } = stage;
    const dan = { email: guest, name: 'Dan', rsvp: 'needs_action' as const };
    const { id } = await calendar.createEvent(access, wanted({ attendees: [dan], invites: true }));
    await owner.accept(id);
    const { etag = '' } = await calendar.getEvent(access, id);
    const gina = { email: 'gina@example.org', name: 'Gina', rsvp: 'needs_action' as const };
    const both = await calendar.changeEvent(
      access,
      wanted({ id, attendees: [dan, gina], invites: true }),
      etag,
    );
    const answers = ({ attendees }: CalendarEvent) => attendees.map(({ email, rsvp }) => [email, rsvp]);
    expect(answers(both)).toEqual([
      [guest, 'accepted'],
      ['gina@example.org', 'needs_action'],
    ]);
    const untouched = await calendar.changeEvent(access, wanted({ id, title: 'Talk' }), both.etag ?? '');
    expect(answers(untouched)).toEqual(answers(both));
    const fewer = await calendar.changeEvent(
      access,
      wanted({ id, attendees: [gina], invites: true }),
      untouched.etag ?? '',
    );
    expect(answers(fewer)).toEqual([['gina@example.org', 'needs_action']]);
  });

  it('are removed, also when they are gone, but not when they have changed since the etag', async () => {
    const { calendar, access, owner } = stage;
    const { id, etag = '' } = await calendar.createEvent(access, wanted());
    await owner.move(id, '2027-01-06T09:00:00Z', '2027-01-06T10:00:00Z');
    expect(await verdict(calendar.removeEvent(access, id, { etag }))).toBe('stale');
    await calendar.removeEvent(access, id);
    await calendar.removeEvent(access, id);
    await calendar.removeEvent(access, 'never0was0there');
    expect(await lives(calendar, access, id)).toBe(false);
  });

  it('that never were are gone', async () => {
    const { calendar, access } = stage;
    expect(await verdict(calendar.getEvent(access, 'never0was0there'))).toBe('gone');
  });
});
