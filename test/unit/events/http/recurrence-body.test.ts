import { describe, expect, it } from 'vitest';
import { RecurrenceBody } from '../../../../events/http/recurrence-body.ts';

describe('how a booking recurs', () => {
  it.each([
    [{ freq: 'daily', count: 3 }, 'FREQ=DAILY;COUNT=3'],
    [
      { freq: 'weekly', interval: 2, byDay: ['MO', 'WE'], count: 4 },
      'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE;COUNT=4',
    ],
    [{ freq: 'monthly', byDay: ['-1FR'], until: '2027-06-30' }, 'FREQ=MONTHLY;BYDAY=-1FR;UNTIL=20270630'],
    [
      { freq: 'monthly', byMonthDay: [1, -1], until: '2027-06-30T12:00:00+02:00' },
      'FREQ=MONTHLY;BYMONTHDAY=1,-1;UNTIL=20270630T100000Z',
    ],
  ])('%j is the rule %s', (body, rule) => {
    expect(RecurrenceBody.parse(body)).toEqual({ rule, except: [] });
  });

  it.each([
    ['no end', { freq: 'daily' }],
    ['two ends', { freq: 'daily', count: 3, until: '2027-06-30' }],
    ['more than 52', { freq: 'daily', count: 53 }],
    ['a frequency that is none', { freq: 'hourly', count: 3 }],
    ['a weekday that is none', { freq: 'weekly', byDay: ['XX'], count: 3 }],
    ['a part of another rule in a day', { freq: 'weekly', byDay: ['MO;COUNT=9'], count: 3 }],
    ['a counted weekday in a week', { freq: 'weekly', byDay: ['1MO'], count: 3 }],
    ['a day of the month in a week', { freq: 'weekly', byMonthDay: [1], count: 3 }],
    ['the 32nd of a month', { freq: 'monthly', byMonthDay: [32], count: 3 }],
    ['a day that does not exist', { freq: 'daily', until: '2027-02-30' }],
    ['a day that is none', { freq: 'daily', count: 3, except: ['soon'] }],
    ['an unknown field', { freq: 'daily', count: 3, bySetPos: [1] }],
  ])('is refused with %s', (_, body) => {
    expect(RecurrenceBody.safeParse(body).success).toBe(false);
  });
});
