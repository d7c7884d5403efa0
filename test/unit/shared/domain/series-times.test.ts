import { describe, expect, it } from 'vitest';
import { RecurrenceBody } from '../../../../events/http/recurrence-body.ts';
import { seriesTimes } from '../../../../shared/domain/series-times.ts';

const times = (recurrence: unknown, start: string, zone = 'Europe/Prague', hours = 1) => {
  const end = new Date(Date.parse(start) + hours * 3_600_000).toISOString();
  return seriesTimes({ start, end, zone, recurrence: RecurrenceBody.parse(recurrence) });
};

const startsOf = (...args: Parameters<typeof times>): string[] =>
  times(...args).times.map(({ start }) => start.slice(0, 16));

describe('when the meetings of a series are', () => {
  it('keeps the time of the wall clock, and the length in hours that pass', () => {
    const {
      start,
      lengthMs,
      times: all,
    } = times({ freq: 'daily', count: 2 }, '2027-03-27T23:30:00.000Z', 'Europe/Prague', 3);
    expect({ start, lengthMs }).toEqual({ start: '2027-03-28T00:30:00', lengthMs: 10_800_000 });
    expect(all).toEqual([
      { start: '2027-03-27T23:30:00.000Z', end: '2027-03-28T02:30:00.000Z' },
      { start: '2027-03-28T22:30:00.000Z', end: '2027-03-29T01:30:00.000Z' },
    ]);
  });

  it('begins at the very instant that was asked for where the clock shows its time twice', () => {
    expect(startsOf({ freq: 'weekly', count: 2 }, '2027-10-31T01:30:00.000Z')).toEqual([
      '2027-10-31T01:30',
      '2027-11-07T01:30',
    ]);
  });

  it('counts days that are left out, and begins with the next', () => {
    expect(
      startsOf(
        { freq: 'weekly', count: 3, except: ['2027-01-05', '2027-01-19'] },
        '2027-01-05T09:00:00.000Z',
      ),
    ).toEqual(['2027-01-12T09:00']);
  });

  it.each([
    ['a first day that is none of its own', { freq: 'weekly', byDay: ['MO'], count: 3 }, 'start'],
    ['more than 52 meetings', { freq: 'daily', until: '2027-03-31' }, 'recurrence'],
    ['no end within 400 days', { freq: 'monthly', count: 30 }, 'recurrence'],
    ['no meeting at all', { freq: 'daily', count: 1, except: ['2027-01-05'] }, 'recurrence'],
  ])('is refused with %s', (_, recurrence, field) => {
    expect(() => times(recurrence, '2027-01-05T09:00:00.000Z')).toThrowError(
      expect.objectContaining({ code: 'invalid_request', errors: [expect.objectContaining({ field })] }),
    );
  });

  it('is refused where one would begin before the last has ended', () => {
    expect(() => times({ freq: 'daily', count: 2 }, '2027-01-05T09:00:00.000Z', 'UTC', 25)).toThrowError(
      expect.objectContaining({ errors: [expect.objectContaining({ field: 'end' })] }),
    );
  });
});
