import { describe, expect, test } from 'vitest';
import type { Booking, CalendarEntry } from '../../../../events/stored/booking.ts';
import { calendarActivities } from '../../../../shared/domain/calendar-activities.ts';
import { aBooking, anEntry } from '../../../support/a-booking.ts';

const BASE = {
  start: '2027-01-05T10:00:00.000Z',
  end: '2027-01-05T11:00:00.000Z',
  exists: true,
  etag: '"1"',
};
const SYSTEM = { kind: 'system' } as const;
const READER = { kind: 'provider', id: 'ben' } as const;
const withEntry = (entry?: CalendarEntry, over: Partial<Booking> = {}) =>
  aBooking({ calendars: entry ? { ben: entry } : {}, ...over });
const owed = anEntry({ state: 'pending', owed: 1 });
const synced = anEntry({ base: BASE });
const gone = { ...BASE, exists: false };

type Row = [what: string, from: CalendarEntry, to: CalendarEntry | undefined, happened: object[]];

const outcomes = (from: CalendarEntry, to: CalendarEntry | undefined, more = {}) =>
  calendarActivities({
    before: withEntry(from),
    after: withEntry(to),
    actor: SYSTEM,
    isChange: false,
    ...more,
  });

describe('what a commit tells of our own writes', () => {
  test.each<Row>([
    ['a first write', owed, synced, [{ type: 'event.created', outcome: 'done', revision: 1 }]],
    ['one after failures', { ...owed, attempts: 2 }, synced, [{ type: 'event.created', attempt: 3 }]],
    [
      'a later write',
      { ...synced, owed: 2 },
      { ...synced, base: { ...BASE, etag: '"2"' } },
      [{ type: 'event.updated', outcome: 'done', revision: 2 }],
    ],
    [
      'a removal',
      { ...synced, owed: 3 },
      { ...synced, state: 'removed', base: gone },
      [{ type: 'event.removed', outcome: 'done' }],
    ],
    [
      'an id that is used up',
      { ...owed, base: gone },
      { ...owed, generation: 1 },
      [{ type: 'event.renamed' }],
    ],
    ['a calendar that is left', synced, undefined, [{ type: 'event.released', kind: 'provider' }]],
    ['nothing where nothing happened', synced, synced, []],
    ['nothing of a copy', anEntry({ role: 'copy', state: 'pending' }), anEntry({ role: 'copy' }), []],
    ['nothing of what is merely owed', synced, { ...synced, owed: 2, state: 'pending' }, []],
  ])('%s', (_, from, to, happened) => {
    expect(outcomes(from, to)).toMatchObject(happened);
  });
});

describe('what a commit tells of waiting', () => {
  const until = '2027-01-04T09:00:30.000Z';
  const word = 'rateLimitExceeded';

  test.each([
    ['throttled', 'throttled'],
    ['transient', 'provider_unavailable'],
    ['project', 'app_refused'],
    ['tenant', 'organization_refused'],
    ['something new', 'provider_unavailable'],
  ])('a refusal that is %s is waited for, by a stable word beside the provider’s own', (verdict, reason) => {
    const to = { ...owed, attempts: 1, notBefore: until, reason: word };
    expect(outcomes(owed, to, { refusal: { verdict, word } })).toEqual([
      {
        kind: 'wait',
        type: 'event.waiting',
        until,
        attempt: 1,
        reason,
        word,
        platform: 'google_calendar',
        userId: 'ben',
        revision: 1,
      },
    ]);
  });

  test('a refusal of our own request is final', () => {
    const to = anEntry({ state: 'failed', reason: 'badRequest' });
    expect(outcomes(owed, to, { refusal: { verdict: 'ours', word: 'badRequest' } })).toMatchObject([
      { kind: 'provider', type: 'event.refused', reason: 'request_refused', word: 'badRequest' },
    ]);
  });

  test('a lost connection parks, and a new one resumes', () => {
    const parked = { ...owed, state: 'parked', reason: 'needs_reauth' } as const;
    expect(outcomes(owed, parked)).toMatchObject([{ type: 'event.parked', reason: 'needs_reauth' }]);
    expect(outcomes(parked, owed)).toMatchObject([{ type: 'event.resumed' }]);
    expect(outcomes(parked, parked)).toEqual([]);
  });

  test.each([
    ['as soon as they are booked', undefined],
    ['when they are added', aBooking({ hosts: [] })],
    ['when a draft is confirmed', aBooking({ status: 'draft' })],
  ])('a host without a calendar is told of %s', (_, before) => {
    expect(calendarActivities({ before, after: aBooking(), actor: SYSTEM, isChange: true })).toEqual([
      { kind: 'wait', type: 'event.skipped', userId: 'ben', reason: 'not_connected' },
    ]);
  });

  test('a draft, and a host of before, are not told of', () => {
    const draft = aBooking({ status: 'draft' });
    expect(calendarActivities({ before: undefined, after: draft, actor: SYSTEM, isChange: true })).toEqual(
      [],
    );
    expect(outcomes(owed, owed)).toEqual([]);
    const moved = { before: aBooking(), after: aBooking({ revision: 2 }), actor: SYSTEM, isChange: true };
    expect(calendarActivities(moved)).toEqual([]);
  });
});

describe('what a commit tells of reads', () => {
  test.each<Row>([
    [
      'a change of a person',
      synced,
      { ...synced, base: { ...BASE, etag: '"2"' } },
      [{ type: 'event.read', outcome: 'changed' }],
    ],
    ['a deletion by a person', synced, { ...synced, base: gone }, [{ type: 'event.read', outcome: 'gone' }]],
  ])('%s', (_, from, to, happened) => {
    expect(outcomes(from, to, { actor: READER, isChange: true })).toMatchObject(happened);
  });

  test.each<Row>([
    ['a write whose answer was lost', owed, synced, [{ type: 'event.created', outcome: 'found' }]],
    [
      'a lost answer of a later write',
      { ...synced, owed: 2 },
      synced,
      [{ type: 'event.updated', outcome: 'found' }],
    ],
    [
      'a lost answer of a removal',
      { ...synced, owed: 2 },
      { ...synced, base: gone },
      [{ type: 'event.removed', outcome: 'found' }],
    ],
    ['nothing of an echo', synced, { ...synced, base: { ...BASE, etag: '"2"' } }, []],
  ])('%s', (_, from, to, happened) => {
    expect(outcomes(from, to, { actor: READER })).toMatchObject(happened);
  });

  test('a link that came, or will not', () => {
    const conference = (state: 'pending' | 'ready' | 'failed', joinUrl?: string) =>
      withEntry(synced, { conference: { kind: 'google_meet', state, ...(joinUrl && { joinUrl }) } });
    const tell = (before: Booking, after: Booking) =>
      calendarActivities({ before, after, actor: READER, isChange: false });
    const [pending, ready] = [conference('pending'), conference('ready', 'https://meet.example/a')];
    expect(tell(pending, ready)).toMatchObject([{ type: 'link.received' }]);
    expect(tell(pending, conference('failed'))).toMatchObject([{ type: 'link.refused' }]);
    expect(tell(ready, ready)).toEqual([]);
  });
});
