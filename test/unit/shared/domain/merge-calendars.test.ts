import { describe, expect, it } from 'vitest';
import type { ConnectedCalendar } from '../../../../events/stored/connection.ts';
import { mergeCalendars } from '../../../../shared/domain/merge-calendars.ts';

const main = { id: 'primary', name: 'ben', primary: true, writable: true };
const team = { id: 'team@group', name: 'Team', primary: false, writable: true, zone: 'Europe/Prague' };

const known = (over: Partial<ConnectedCalendar>): ConnectedCalendar => ({
  id: `cal_${over.calendarId}`,
  calendarId: 'primary',
  name: 'old name',
  primary: false,
  writable: true,
  busy: false,
  target: false,
  holds: false,
  gone: false,
  ...over,
});
const mine = known({ primary: true, busy: true, feedId: 'f1' });
const merge = (before: readonly ConnectedCalendar[], listed: Parameters<typeof mergeCalendars>[2]) =>
  mergeCalendars('con_1', before, listed);

describe('calendars listed anew', () => {
  it('take the provider’s names and roles, and keep what was chosen', () => {
    const before = known({ calendarId: 'team@group', busy: true, zone: 'UTC' });
    const { zone: _, ...listed } = team;
    expect(merge([mine, before], [main, { ...listed, name: 'Crew', writable: false }])).toEqual([
      { ...mine, name: 'ben' },
      { ...known({ calendarId: 'team@group', busy: true }), name: 'Crew', writable: false },
    ]);
  });

  it('add new ones that are chosen for nothing, under an id that stays and tells nothing', () => {
    const [, added] = merge([mine], [main, team]);
    expect(added).toMatchObject({
      name: 'Team',
      zone: 'Europe/Prague',
      busy: false,
      target: false,
      holds: false,
    });
    expect(added?.id).toMatch(/^cal_[a-z2-7]{26}$/u);
    expect(merge([mine], [team, main])[1]?.id).toBe(added?.id);
    expect(mergeCalendars('con_2', [], [main, team])[1]?.id).not.toBe(added?.id);
  });

  it.each([[{ busy: true }], [{ target: true }], [{ holds: true }]])(
    'mark one that is missing as gone where it is %j',
    (over) => {
      const before = known({ calendarId: 'team@group', feedId: 'f2', ...over });
      expect(merge([mine, before], [main])).toEqual([
        { ...mine, name: 'ben' },
        { ...before, gone: true },
      ]);
      expect(merge([mine, { ...before, gone: true }], [main, team])[1]).toMatchObject({
        ...over,
        gone: false,
      });
    },
  );

  it('forget one that is missing and was chosen for nothing', () => {
    expect(merge([mine, known({ calendarId: 'team@group' })], [main])).toHaveLength(1);
  });

  it('are no evidence without the main calendar', () => {
    const before = [mine, known({ calendarId: 'team@group', busy: true })];
    expect(merge(before, [])).toBe(before);
    expect(merge(before, [team])).toBe(before);
  });

  it('are bounded in number and in the length of a name, and cut no character in two', () => {
    const listed = Array.from({ length: 2_000 }, (_, at) => ({
      ...team,
      id: `${at}`,
      name: '🎈'.repeat(300),
    }));
    const merged = merge([mine, known({ calendarId: '1999', busy: true })], [...listed, main]);
    expect(merged).toHaveLength(500);
    expect(merged.slice(0, 2).map(({ calendarId }) => calendarId)).toEqual(['1999', 'primary']);
    expect(merged[0]?.name).toBe('🎈'.repeat(100));
  });
});
