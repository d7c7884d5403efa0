import { expect, test } from 'vitest';
import { isSameEvent } from '../../../../shared/domain/is-same-event.ts';

const TEAM = { calendarId: 'team@group.calendar.google.com', eventId: 'abc' };

test.each([
  ['one calendar, one id', TEAM, TEAM, true],
  ['one calendar, two ids', TEAM, { ...TEAM, eventId: 'abd' }, false],
  ['two calendars, one id', TEAM, { ...TEAM, calendarId: 'sport@group.calendar.google.com' }, false],
  [
    'each account’s own calendar',
    { ...TEAM, calendarId: 'primary' },
    { ...TEAM, calendarId: 'primary' },
    false,
  ],
])('%s', (_, one, other, wanted) => {
  expect(isSameEvent(one, other)).toBe(wanted);
});
