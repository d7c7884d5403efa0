import { describe, expect, it } from 'vitest';
import type { ConnectedCalendar } from '../../../../events/stored/connection.ts';
import { chooseCalendar } from '../../../../shared/domain/choose-calendar.ts';
import { readCalendars } from '../../../../shared/domain/read-calendars.ts';
import { aConnection } from '../../../support/a-connection.ts';

const calendar = (at: number, over: Partial<ConnectedCalendar> = {}): ConnectedCalendar => ({
  id: `cal_${at}`,
  calendarId: `c${at}`,
  name: `${at}`,
  primary: at === 0,
  writable: true,
  busy: at === 0,
  target: false,
  holds: false,
  gone: false,
  ...(at === 0 && { feedId: 'main' }),
  ...over,
});
const withCalendars = (...calendars: ConnectedCalendar[]) => ({
  ...aConnection(),
  feedId: 'main',
  calendars,
});
const feedIds = () => {
  let made = 0;
  return () => {
    made += 1;
    return `new${made}`;
  };
};

describe('a choice of calendars', () => {
  it('is bounded to what one call can ask for', () => {
    const many = Array.from({ length: 31 }, (_, at) => calendar(at, { busy: at < 30 }));
    const own = [withCalendars(...many)];
    expect(() => chooseCalendar(own, 'cal_30', { busy: true })).toThrow();
    expect(chooseCalendar(own, 'cal_29', { busy: true }).size).toBe(1);
    expect(chooseCalendar(own, 'cal_29', { busy: false }).get('con_ben')?.[29]?.busy).toBe(false);
  });

  it('of a target clears the former one in every account, and both stay known to hold events', () => {
    const other = {
      ...withCalendars(calendar(5, { id: 'cal_o', primary: true, target: true, holds: true })),
      id: 'con_o',
    };
    const chosen = chooseCalendar([withCalendars(calendar(0), calendar(1)), other], 'cal_1', {
      target: true,
    });
    expect(chosen.get('con_ben')?.map(({ target, holds }) => [target, holds])).toEqual([
      [false, false],
      [true, true],
    ]);
    expect(chosen.get('con_o')?.map(({ target, holds }) => [target, holds])).toEqual([[false, true]]);
  });
});

describe('what is read', () => {
  it('is what blocks time, takes bookings or may hold events; the rest is dropped', () => {
    const before = withCalendars(
      calendar(0, { busy: false }),
      calendar(1, { feedId: 'f1' }),
      calendar(2, { busy: true }),
      calendar(3, { target: true, holds: true }),
      calendar(4, { holds: true, feedId: 'f4' }),
      calendar(5, { busy: true, gone: true, feedId: 'f5' }),
      calendar(6),
    );
    const after = readCalendars(before, before.calendars, feedIds());
    expect(after.calendars.map(({ feedId }) => feedId)).toEqual([
      ...['main', undefined, 'new1', 'new2', 'f4', 'f5', undefined],
    ]);
    expect(after.dropped).toEqual([{ feedId: 'f1', calendarId: 'c1' }]);
    expect([after.feedId, after.calendarId]).toEqual(['new2', 'c3']);
  });

  it('bookings go to the main one where the target is gone or may no more be written to', () => {
    for (const over of [{ gone: true }, { writable: false }]) {
      const before = withCalendars(calendar(0), calendar(1, { target: true, feedId: 'f1', ...over }));
      expect(readCalendars(before, before.calendars, feedIds()).feedId).toBe('main');
    }
  });
});
