import { describe, expect, it } from 'vitest';
import { owedWork } from '../../../../shared/domain/owed-work.ts';
import { AT, aBooking, aMeeting, anEntry } from '../../../support/a-booking.ts';

const mail = { queue: 'mail', body: { v: 1, org: 'acme', bookingId: 'bkg_1', trace: 't' } };
const provision = {
  queue: 'provision',
  body: {
    v: 1,
    kind: 'booking',
    org: 'acme',
    bookingId: 'bkg_1',
    userId: 'ben',
    connectionId: 'con_ben',
    trace: 't',
  },
};
const owed = (over: Parameters<typeof aBooking>[0], now = AT) => owedWork(aBooking(over), now, 't');

describe('what a booking owes', () => {
  it('is nothing once calendars and people know', () => {
    expect(owed({ calendars: { ben: anEntry() } })).toBeUndefined();
  });

  it('is asked for a minute after the direct message', () => {
    const calendars = { ben: anEntry({ owed: 1, state: 'pending' }) };
    expect(owed({ calendars, noticesOwed: true })).toEqual({
      messages: [provision, mail],
      dueAt: '2027-01-04T09:01:00.000Z',
    });
  });

  it('waits for the time that stands on the entry, and not at all while that is parked', () => {
    const notBefore = '2027-01-04T09:30:00.000Z';
    expect(owed({ calendars: { ben: anEntry({ owed: 1, state: 'pending', notBefore }) } })?.dueAt).toBe(
      notBefore,
    );
    expect(owed({ calendars: { ben: anEntry({ owed: 1, state: 'parked' }) } })).toBeUndefined();
  });

  it('holds mails back for the join link, at most 20 s from the change', () => {
    const waiting = {
      noticesOwed: true,
      noticesSince: AT,
      conference: { kind: 'google_meet', state: 'pending' },
    } as const;
    expect(owed(waiting)?.dueAt).toBe('2027-01-04T09:00:20.000Z');
    expect(owed(waiting, '2027-01-04T09:00:20.000Z')?.dueAt).toBe('2027-01-04T09:01:20.000Z');
  });

  it('is a reminder when that is due, again a minute after it was, and none once it is seen to or the meeting is cancelled', () => {
    const reminders = [
      { before: 'PT1H', to: 'all' },
      { before: 'P1D', to: 'guests' },
    ] as const;
    const reminding = (over: Parameters<typeof aBooking>[0], now?: string) =>
      owed({ reminders: [...reminders], ...over }, now);
    const first = '2027-01-04T10:00:00.000Z';
    expect(reminding({})).toEqual({ messages: [mail], dueAt: first });
    expect(reminding({}, first)?.dueAt).toBe('2027-01-04T10:01:00.000Z');
    expect(reminding({ remindersUntil: first }, first)?.dueAt).toBe('2027-01-05T09:00:00.000Z');
    expect(reminding({ remindersUntil: '2027-01-05T09:00:00.000Z' })).toBeUndefined();
    for (const status of ['draft', 'cancelled'] as const) expect(reminding({ status })).toBeUndefined();
    expect(reminding({ noticesOwed: true })).toEqual({
      messages: [mail],
      dueAt: '2027-01-04T09:01:00.000Z',
    });
  });

  describe('to a conference account', () => {
    const message = {
      queue: 'provision',
      body: { ...provision.body, kind: 'meeting', look: false },
    };
    const meetings = (over: Parameters<typeof aMeeting>[0]) => ({ meetings: { ben: aMeeting(over) } });

    it('is the meeting, and once that is there its removal an hour after the end', () => {
      expect(owed(meetings({ state: 'pending', owed: 1 }))).toEqual({
        messages: [message],
        dueAt: '2027-01-04T09:01:00.000Z',
      });
      expect(owed(meetings({ meetingId: '1' }))).toEqual({
        messages: [message],
        dueAt: '2027-01-05T12:00:00.000Z',
      });
      expect(owed(meetings({ meetingId: '1' }), '2027-01-05T12:00:00.000Z')?.dueAt).toBe(
        '2027-01-05T12:01:00.000Z',
      );
    });

    it('is a second look where a creation was asked for twice', () => {
      const recheckAt = '2027-01-04T09:10:00.000Z';
      expect(owed(meetings({ meetingId: '1', recheckAt }))?.dueAt).toBe(recheckAt);
      expect(owed(meetings({ state: 'removed', recheckAt }))?.dueAt).toBe(recheckAt);
    });

    it('is nothing while it is parked, and once it is gone', () => {
      expect(owed(meetings({ state: 'parked', meetingId: '1', owed: 1 }))).toBeUndefined();
      expect(owed(meetings({ state: 'removed' }))).toBeUndefined();
    });
  });
});
