import { describe, expect, it } from 'vitest';
import { describeTime } from '../../../../shared/domain/describe-time.ts';

const said = (start: string, end: string, zone: string, locale: 'en' | 'cs' = 'en') =>
  describeTime({ start: `${start}:00.000Z`, end: `${end}:00.000Z`, zone, locale });

describe('a time as its reader says it', () => {
  it('has the day, the hours and the zone of the reader', () => {
    expect(said('2027-01-04T09:00', '2027-01-04T09:30', 'Europe/Prague')).toEqual({
      lines: ['Monday, 4 January 2027', '10:00 – 10:30'],
      zone: 'Central European Standard Time (Europe/Prague)',
    });
    expect(said('2027-01-04T02:00', '2027-01-04T02:30', 'America/New_York').lines).toEqual([
      'Sunday, 3 January 2027',
      '21:00 – 21:30',
    ]);
  });

  it('is Czech for Czech readers', () => {
    expect(said('2027-07-05T09:00', '2027-07-05T09:30', 'Europe/Prague', 'cs')).toEqual({
      lines: ['pondělí 5. července 2027', '11:00 – 11:30'],
      zone: 'středoevropský letní čas (Europe/Prague)',
    });
  });

  it('names both days where it goes over midnight, and one where it ends at midnight', () => {
    expect(said('2027-01-04T22:30', '2027-01-05T00:30', 'Europe/Prague').lines).toEqual([
      'Monday, 4 January 2027, 23:30 –',
      'Tuesday, 5 January 2027, 01:30',
    ]);
    expect(said('2027-01-04T22:00', '2027-01-04T23:00', 'Europe/Prague').lines).toEqual([
      'Monday, 4 January 2027',
      '23:00 – 00:00',
    ]);
  });

  it('names both days of one from midnight to midnight', () => {
    expect(said('2027-01-03T23:00', '2027-01-04T23:00', 'Europe/Prague').lines).toEqual([
      'Monday, 4 January 2027, 00:00 –',
      'Tuesday, 5 January 2027, 00:00',
    ]);
    expect(said('2027-03-27T23:00', '2027-03-28T22:00', 'Europe/Prague').lines).toEqual([
      'Sunday, 28 March 2027, 00:00 (CET) –',
      'Monday, 29 March 2027, 00:00 (CEST)',
    ]);
    expect(said('2027-01-04T09:00', '2027-01-04T09:00', 'Europe/Prague').lines[1]).toBe('10:00 – 10:00');
  });

  it('tells apart the two hours that the autumn change calls the same', () => {
    expect(said('2026-10-25T00:30', '2026-10-25T01:30', 'Europe/Prague').lines[1]).toBe(
      '02:30 (CEST) – 02:30 (CET)',
    );
    expect(said('2027-03-28T00:30', '2027-03-28T01:30', 'Europe/Prague').lines[1]).toBe(
      '01:30 (CET) – 03:30 (CEST)',
    );
    expect(said('2026-10-25T00:00', '2026-10-25T00:30', 'Europe/Prague').lines[1]).toBe(
      '02:00 (CEST) – 02:30 (CEST)',
    );
    expect(said('2026-10-25T01:00', '2026-10-25T01:30', 'Europe/Prague').lines[1]).toBe(
      '02:00 (CET) – 02:30 (CET)',
    );
  });

  it('says UTC plainly', () => {
    expect(said('2027-01-04T09:00', '2027-01-04T09:30', 'UTC').zone).toBe('UTC');
  });
});
