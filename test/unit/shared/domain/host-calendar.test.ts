import { describe, expect, it } from 'vitest';
import type { ConnectedCalendar, Connection } from '../../../../events/stored/connection.ts';
import { hostCalendar, isReached, mainCalendar } from '../../../../shared/domain/host-calendar.ts';
import { targetCalendar } from '../../../../shared/domain/view-calendars.ts';
import { anEntry } from '../../../support/a-booking.ts';
import { aConnection } from '../../../support/a-connection.ts';

const calendar = (id: string, over: Partial<ConnectedCalendar> = {}): ConnectedCalendar => ({
  id: `cal_${id}`,
  calendarId: id,
  name: id,
  primary: false,
  writable: true,
  busy: false,
  target: false,
  holds: false,
  gone: false,
  ...over,
});
const account = (id: string, over: Partial<Connection> = {}): Connection => ({
  ...aConnection(),
  id,
  feedId: `${id}-main`,
  calendars: [calendar('primary', { id: `cal_${id}`, primary: true, busy: true, feedId: `${id}-main` })],
  ...over,
});
const first = account('con_b', { connectedAt: '2027-01-01T00:00:00.000Z' });
const second = account('con_a', { connectedAt: '2027-01-02T00:00:00.000Z' });
const withTeam = (over: Partial<ConnectedCalendar>): Connection => ({
  ...second,
  calendars: [...second.calendars, calendar('team', over)],
});

const chosen = (
  connections: readonly Connection[],
  booking: Parameters<typeof hostCalendar>[0] = { calendars: {} },
) => {
  const found = hostCalendar(booking, 'ben', connections);
  return found && `${found.id} ${found.feedId}`;
};

describe('which account and calendar carries a host’s side', () => {
  it.each([
    ['the first account', [second, first], 'con_b con_b-main'],
    [
      'the one with the target',
      [first, { ...withTeam({ target: true, feedId: 't' }), feedId: 't' }],
      'con_a t',
    ],
    [
      'one that works before one that does not',
      [{ ...first, state: 'needs_reauth' as const }, second],
      'con_a con_a-main',
    ],
    [
      'one that can come back, where there is no other',
      [{ ...first, state: 'needs_reauth' as const }],
      'con_b con_b-main',
    ],
    ['none of one that is ending', [{ ...first, state: 'disconnecting' as const }], undefined],
  ])('is %s', (_, connections, expected) => {
    expect(chosen(connections)).toBe(expected);
  });

  it('is where the event lies, whatever is chosen since or named', () => {
    const calendars = { ben: anEntry({ connectionId: 'con_a' }) };
    expect(chosen([first, second], { calendars, calendar: 'cal_con_b' })).toBe('con_a con_a-main');
  });

  it('is the calendar named, also before it is read; never one that is gone or may not be written to', () => {
    const named = { calendars: {}, calendar: 'cal_team' };
    expect(chosen([first, withTeam({ feedId: 't' })], named)).toBe('con_a t');
    expect(chosen([first, withTeam({})], named)).toBe('con_a ');
    expect(chosen([first, withTeam({ feedId: 't', gone: true })], named)).toBe('con_b con_b-main');
    expect(chosen([first, withTeam({ feedId: 't', writable: false })], named)).toBe('con_b con_b-main');
  });

  it('copies lie in the main calendar; an event in a calendar that is gone is out of reach', () => {
    const team = { ...withTeam({ feedId: 't', target: true }), feedId: 't', calendarId: 'team' };
    expect(mainCalendar(team)).toMatchObject({ feedId: 'con_a-main', calendarId: 'primary' });
    expect([isReached(team, 't'), isReached(team, 'other')]).toEqual([true, false]);
    expect(isReached(withTeam({ feedId: 't', gone: true }), 't')).toBe(false);
  });

  it('of two that say so one is the target', () => {
    const rival = { ...first, calendars: first.calendars.map((each) => ({ ...each, target: true })) };
    expect(targetCalendar([withTeam({ target: true, feedId: 't' }), rival])).toBe('cal_con_b');
  });
});
