import { describe, expect, it } from 'vitest';
import {
  describeDay,
  describeDuration,
  describeMonth,
  describeStart,
  weekdayNames,
} from '../../../../shared/domain/describe-slot.ts';

const start = (at: string, zone = 'Europe/Prague') => describeStart(Date.parse(at), zone, 'en');

describe('a slot as guests read it', () => {
  it('has the time of their wall clock, and its offset only where the clock shows it twice', () => {
    expect(start('2027-01-05T09:00:00Z')).toBe('10:00');
    expect(start('2027-01-05T09:00:00Z', 'Pacific/Kiritimati')).toBe('23:00');
    expect([start('2027-10-31T00:30:00Z'), start('2027-10-31T01:30:00Z')]).toEqual([
      '02:30 (CEST)',
      '02:30 (CET)',
    ]);
    expect(start('2027-10-31T02:00:00Z')).toBe('03:00');
  });

  it('says days, months and lengths in both languages', () => {
    expect([describeDay('2027-01-05', 'en'), describeDay('2027-01-05', 'cs')]).toEqual([
      'Tuesday 5 January',
      'úterý 5. ledna',
    ]);
    expect([describeMonth('2027-01', 'en'), describeMonth('2027-01', 'cs')]).toEqual([
      'January 2027',
      'leden 2027',
    ]);
    expect(['PT30M', 'PT1H30M', 'PT60M', 'P1D'].map((each) => describeDuration(each, 'en'))).toEqual([
      '30 minutes',
      '1 hour 30 minutes',
      '1 hour',
      '1 day',
    ]);
    expect(describeDuration('PT2H', 'cs')).toBe('2 hodiny');
    expect(weekdayNames('cs')[0]).toEqual({ long: 'pondělí', short: 'po' });
    expect(weekdayNames('en')[6]).toEqual({ long: 'Sunday', short: 'Sun' });
  });
});
