import { describe, expect, it } from 'vitest';
import { cancelBooking } from '../../../../shared/domain/cancel-booking.ts';
import { transitionBooking } from '../../../../shared/domain/transition-booking.ts';
import { AT, aBooking, aMeeting, anEntry } from '../../../support/a-booking.ts';

const at = '2027-01-04T10:00:00.000Z';

describe('a transition of a booking', () => {
  it('owes the new revision to every calendar that we write, and to people', () => {
    const calendars = {
      ben: anEntry({
        attempts: 3,
        notBefore: '2027-01-04T12:00:00.000Z',
        state: 'failed',
        reason: 'invalid',
      }),
      chloe: anEntry({ role: 'copy', feedId: 'feed-chloe' }),
    };
    const hosts = ['ben', 'chloe'].map((userId) => ({ userId, name: userId, rsvp: 'needs_action' as const }));
    const before = aBooking({ calendars, hosts });
    const title = 'Renamed';
    expect(transitionBooking(before, { title }, { at })).toEqual({
      ...before,
      title,
      revision: 2,
      updatedAt: at,
      noticesOwed: true,
      noticesSince: at,
      calendars: { ben: anEntry({ owed: 2, state: 'pending' }), chloe: calendars.chloe },
    });
  });

  it('owes nothing to the calendar that says so already', () => {
    const before = aBooking({ calendars: { ben: anEntry({ owed: 1, state: 'pending' }) } });
    expect(transitionBooking(before, {}, { at, confirmedBy: 'ben' }).calendars).toEqual({ ben: anEntry() });
    expect(cancelBooking(before, { at, by: 'provider', confirmedBy: 'ben' }).calendars).toEqual({
      ben: anEntry({ state: 'removed' }),
    });
  });

  it('keeps parked work parked until the connection is back', () => {
    const before = aBooking({ calendars: { ben: anEntry({ state: 'parked', reason: 'needs_reauth' }) } });
    expect(transitionBooking(before, {}, { at }).calendars).toEqual({
      ben: anEntry({ state: 'parked', reason: 'needs_reauth', owed: 2 }),
    });
  });

  describe('in which only other hosts come and go', () => {
    const host = (userId: string) => ({ userId, name: userId, rsvp: 'needs_action' as const });
    const outlook = (over = {}) => anEntry({ platform: 'outlook_calendar', ...over });
    const chloe = outlook({ role: 'own', eventId: 'event2' });
    const before = aBooking({ hosts: [host('ben'), host('chloe')], calendars: { ben: outlook(), chloe } });
    const owed = (changes: Parameters<typeof transitionBooking>[1], from = before) =>
      Object.entries(transitionBooking(from, changes, { at }).calendars)
        .filter(([, entry]) => entry.owed !== undefined)
        .map(([userId]) => userId);

    it('owes nothing to those whose events say the same, and the removal to who goes', () => {
      const calendars = { ben: outlook(), chloe: { ...chloe, leaves: true } };
      expect(owed({ hosts: [host('ben')], calendars })).toEqual(['chloe']);
      expect(owed({ hosts: [host('ben'), host('chloe'), host('dan')] })).toEqual([]);
    });

    it('owes it to all where anything else changes with it, and to who has not got the last change', () => {
      const hosts = [host('ben'), host('chloe'), host('dan')];
      expect(owed({ hosts, title: 'Renamed' })).toEqual(['ben', 'chloe']);
      const late = {
        ...before,
        calendars: { ...before.calendars, ben: outlook({ owed: 1, state: 'pending' }) },
      };
      expect(owed({ hosts }, late)).toEqual(['ben']);
    });

    it('owes it to an organizer’s event that the others are invited to', () => {
      const dan = anEntry({ role: 'copy' });
      expect(owed({ hosts: [host('ben'), host('dan')], calendars: { ben: anEntry(), dan } })).toEqual([
        'ben',
      ]);
    });

    it('leaves who took their own event away without it', () => {
      const declined = { ...host('chloe'), rsvp: 'declined' as const };
      const calendars = { ben: outlook(), chloe: { ...chloe, state: 'removed' as const } };
      expect(owed({ title: 'Renamed' }, { ...before, hosts: [host('ben'), declined], calendars })).toEqual([
        'ben',
      ]);
    });
  });

  it('asks nothing more of a calendar whose event is gone and stays gone', () => {
    const calendars = { dan: anEntry({ state: 'removed' }) };
    expect(transitionBooking(aBooking({ calendars }), {}, { at }).calendars).toEqual(calendars);
  });

  it('tells nobody of a quiet change', () => {
    const after = transitionBooking(aBooking(), { title: 'Quiet' }, { at, quiet: true });
    expect(after).toMatchObject({ revision: 2, quietUntil: 2, noticesOwed: false });
  });

  it('does not silence a change that people have yet to hear of', () => {
    const loud = transitionBooking(aBooking(), { title: 'Loud' }, { at });
    const after = transitionBooking(loud, { title: 'Quiet' }, { at, quiet: true });
    expect(after).toMatchObject({ revision: 3, quietUntil: 0, noticesOwed: true });
  });

  it('tells nobody of drafts, but of a draft that is confirmed and a meeting that becomes one', () => {
    const owed = (from: 'draft' | 'confirmed', to: 'draft' | 'confirmed') =>
      transitionBooking(aBooking({ status: from }), { status: to }, { at }).noticesOwed;
    expect([owed('draft', 'draft'), owed('draft', 'confirmed'), owed('confirmed', 'draft')]).toEqual([
      false,
      true,
      true,
    ]);
    expect(cancelBooking(aBooking({ status: 'draft' }), { at, by: 'ben' }).noticesOwed).toBe(false);
  });

  it('cancels once', () => {
    const cancelled = cancelBooking(aBooking(), { at, by: 'ben', reason: 'ill' });
    expect(cancelled).toMatchObject({
      status: 'cancelled',
      revision: 2,
      cancelled: { at, by: 'ben', reason: 'ill' },
    });
    expect(cancelBooking(cancelled, { at, by: 'chloe' })).toBe(cancelled);
  });

  describe('whose link a conference account makes', () => {
    const { title, start, end } = aBooking();
    const base = { title, start, end, exists: true };
    const there = aBooking({
      location: { kind: 'zoom' },
      conference: { kind: 'zoom', state: 'ready', joinUrl: 'https://zoom.example/j/1', hostId: 'ben' },
      meetings: { ben: aMeeting({ meetingId: '1', base }) },
    });
    const owedOf = (changes: Partial<typeof there>, before = there) =>
      transitionBooking(before, changes, { at: AT }).meetings.ben?.owed;

    it('owes it the time and the title, and nothing of what it does not say', () => {
      expect(owedOf({ end: '2027-01-05T11:30:00.000Z' })).toBe(2);
      expect(owedOf({ title: 'Renamed' })).toBe(2);
      expect(owedOf({ description: 'More of it' })).toBeUndefined();
    });

    it('owes it once more what has not been confirmed, though it is what was confirmed before', () => {
      const before = { ...there, meetings: { ben: aMeeting({ meetingId: '1', base, owed: 1 }) } };
      expect(owedOf({ description: 'More of it' }, before)).toBe(2);
    });

    it('owes it the removal when it is cancelled, held elsewhere or hosted by another', () => {
      expect(owedOf({ status: 'cancelled' })).toBe(2);
      expect(owedOf({ location: { kind: 'in_person' } })).toBe(2);
      expect(owedOf({ conference: { kind: 'zoom', state: 'pending', hostId: 'dan' } })).toBe(2);
    });
  });
});
