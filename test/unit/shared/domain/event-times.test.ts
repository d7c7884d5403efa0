import { asyncProperty, constantFrom, assert as holds, integer } from 'fast-check';
import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import { eventTimes } from '../../../../shared/domain/event-times.ts';

/** Where clocks have jumped: at midnight, over a whole day, in the night, by half an hour, never. With the days around it. */
const JUMPS = [
  ['America/Sao_Paulo', '2018-11-04'],
  ['America/Sao_Paulo', '2018-02-18'],
  ['America/Sao_Paulo', '2005-10-16'],
  ['Pacific/Apia', '2011-12-30'],
  ['Pacific/Apia', '2010-09-26'],
  ['Europe/Prague', '2027-03-28'],
  ['Europe/Prague', '2027-10-31'],
  ['Asia/Kathmandu', '2027-03-28'],
  ['Australia/Lord_Howe', '2027-04-04'],
  ['Africa/Cairo', '2027-04-30'],
] as const;
const near = integer({ min: -5, max: 5 });
const anyday = integer({ min: -3_000, max: 3_000 });

const HOUR_MS = 3_600_000;

const dayAfter = (date: string, days: number): string =>
  new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);

/** The whole days from one date on, as epoch milliseconds. */
const wholeDays = (zone: string, start: string, days: number): readonly [number, number] => {
  const times = eventTimes({ allDay: { start, end: dayAfter(start, days) } }, zone);
  return [Date.parse(times?.start ?? ''), Date.parse(times?.end ?? '')];
};

/** What a calendar on the wall says there. */
const dateAt = (ms: number, zone: string): string => DateTime.fromMillis(ms, { zone }).toISODate() ?? '';

describe.each([
  ['next to a jump of the clock', near],
  ['on any day', anyday],
])('whole days %s', (_, offset) => {
  it('cover their dates and no moment of another', async () => {
    const days = integer({ min: 1, max: 12 });
    const exact = asyncProperty(constantFrom(...JUMPS), offset, days, async ([zone, jump], away, count) => {
      const first = dayAfter(jump, away);
      const [start, end] = wholeDays(zone, first, count);
      expect(dateAt(start, zone) >= first).toBe(true);
      expect(dateAt(start - 1, zone) < first).toBe(true);
      expect(dateAt(end, zone) >= dayAfter(first, count)).toBe(true);
      expect(dateAt(end - 1, zone) < dayAfter(first, count)).toBe(true);
    });
    await holds(exact, { numRuns: 600 });
  });

  it('that follow each other neither overlap nor leave a gap, however they are cut', async () => {
    const part = integer({ min: 1, max: 5 });
    const seamless = asyncProperty(constantFrom(...JUMPS), offset, part, part, async (place, away, a, b) => {
      const [zone, jump] = place;
      const first = dayAfter(jump, away);
      const [start, middle] = wholeDays(zone, first, a);
      const [next, end] = wholeDays(zone, dayAfter(first, a), b);
      expect(next).toBe(middle);
      expect([start, end]).toEqual(wholeDays(zone, first, a + b));
      expect(start <= middle && middle <= end).toBe(true);
    });
    await holds(seamless, { numRuns: 600 });
  });

  it('touch what ends or begins at their midnight', async () => {
    const touching = asyncProperty(constantFrom(...JUMPS), offset, async ([zone, jump], away) => {
      const date = dayAfter(jump, away);
      const [start] = wholeDays(zone, date, 1);
      const evening = { start: new Date(start - HOUR_MS).toISOString(), end: new Date(start).toISOString() };
      expect(eventTimes(evening, zone)).toEqual(evening);
      expect(dateAt(Date.parse(evening.end) - 1, zone) < date).toBe(true);
    });
    await holds(touching, { numRuns: 300 });
  });
});

describe('a single day', () => {
  it.each([
    ['America/Sao_Paulo', '2018-11-04', '2018-11-04T03:00:00.000Z', 23],
    ['America/Sao_Paulo', '2018-02-17', '2018-02-17T02:00:00.000Z', 25],
    ['Pacific/Apia', '2011-12-29', '2011-12-29T10:00:00.000Z', 24],
    ['Pacific/Apia', '2011-12-30', '2011-12-30T10:00:00.000Z', 0],
    ['Pacific/Apia', '2011-12-31', '2011-12-30T10:00:00.000Z', 24],
    ['Europe/Prague', '2027-03-28', '2027-03-27T23:00:00.000Z', 23],
    ['Europe/Prague', '2027-10-31', '2027-10-30T22:00:00.000Z', 25],
    ['Asia/Kathmandu', '2027-03-28', '2027-03-27T18:15:00.000Z', 24],
  ])('in %s, %s, begins at %s and has %i hours', (zone, date, begins, hours) => {
    const [start, end] = wholeDays(zone, date, 1);
    expect(new Date(start).toISOString()).toBe(begins);
    expect((end - start) / HOUR_MS).toBe(hours);
  });
});
