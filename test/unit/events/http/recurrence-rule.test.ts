import { describe, expect, it } from 'vitest';
import { RecurrenceRule } from '../../../../events/http/recurrence-rule.ts';

const faultsOf = (text: string): string[] =>
  (RecurrenceRule.safeParse(text).error?.issues ?? []).map(({ message }) => message);

describe('a recurrence rule', () => {
  it('is read from the text that calendars write', () => {
    expect(
      RecurrenceRule.parse('RRULE:FREQ=MONTHLY;INTERVAL=2;BYDAY=MO,-1FR;BYMONTHDAY=13,-1;UNTIL=20271231'),
    ).toEqual({
      frequency: 'monthly',
      interval: 2,
      byDay: [{ day: 1 }, { day: 5, nth: -1 }],
      byMonthDay: [13, -1],
      until: '2027-12-31',
    });
    expect(RecurrenceRule.parse('freq=daily;wkst=mo;until=20271231t225959z')).toEqual({
      frequency: 'daily',
      interval: 1,
      byDay: [],
      byMonthDay: [],
      until: '2027-12-31T22:59:59Z',
    });
    expect(RecurrenceRule.parse('FREQ=WEEKLY;COUNT=10')).toMatchObject({ frequency: 'weekly', count: 10 });
  });

  it.each([
    ['', 'FREQ must be DAILY, WEEKLY or MONTHLY'],
    ['FREQ=YEARLY', 'FREQ must be DAILY, WEEKLY or MONTHLY'],
    ['FREQ=DAILY;BYSETPOS=1', 'must not have BYSETPOS'],
    ['FREQ=DAILY;COUNT=1;COUNT=2', 'must not have COUNT twice'],
    ['FREQ=DAILY;__proto__=1', 'must not have __PROTO__'],
    ['FREQ=DAILY;INTERVAL=0', 'INTERVAL must be a whole number above 0'],
    ['FREQ=DAILY;COUNT=201', 'COUNT must be at most 200'],
    ['FREQ=DAILY;COUNT=2=3', 'COUNT must be a whole number above 0'],
    ['FREQ=DAILY;COUNT=2;UNTIL=20271231', 'UNTIL must not stand beside COUNT'],
    ['FREQ=DAILY;UNTIL=20270230', 'UNTIL must exist in the calendar'],
    ['FREQ=DAILY;UNTIL=20270301T240000Z', 'UNTIL must exist in the calendar'],
    ['FREQ=WEEKLY;BYDAY=1MO', 'BYDAY may count weekdays in a MONTHLY rule only'],
    ['FREQ=WEEKLY;BYDAY=XX', 'BYDAY must be days such as MO,WE, or 1MO and -1FR in a month'],
    ['FREQ=WEEKLY;BYMONTHDAY=1', 'BYMONTHDAY must not stand in a WEEKLY rule'],
    ['FREQ=MONTHLY;BYMONTHDAY=0', 'BYMONTHDAY must be days of a month from 1 to 31, or from -1 to -31'],
    ['FREQ=WEEKLY;WKST=SU', 'WKST must be MO: weeks begin on Monday'],
    ['x'.repeat(501), 'must have at most 500 characters'],
  ])('is refused by the part that is wrong, case %#', (text, fault) => {
    expect(faultsOf(text)).toContain(fault);
  });
});
