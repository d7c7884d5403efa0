import { describe, expect, test } from 'vitest';
import { conflictsOwed } from '../../../../shared/domain/conflicts-owed.ts';
import { aBooking } from '../../../support/a-booking.ts';

const clash = { userId: 'ben', start: '2027-01-05T10:30:00.000Z', end: '2027-01-05T11:30:00.000Z' };
const [start, end] = ['2027-01-06T10:00:00.000Z', '2027-01-06T11:00:00.000Z'];
const here = { from: '2027-01-05T10:00:00.000Z', to: '2027-01-05T11:00:00.000Z' };
const there = { from: start, to: end };
const clashing = aBooking({ conflicts: [clash] });
const dan = { userId: 'dan', name: 'Dan', rsvp: 'needs_action' } as const;

describe('what a commit owes to the conflicts around it', () => {
  test.each([
    ['comes where something is', { before: undefined, after: clashing }, { hosts: ['ben'], spans: [here] }],
    [
      'leaves it',
      { before: clashing, after: aBooking({ start, end }) },
      { hosts: ['ben'], spans: [here, there] },
    ],
    [
      'is cancelled',
      { before: clashing, after: aBooking({ status: 'cancelled' }) },
      { hosts: ['ben'], spans: [here] },
    ],
    [
      'is given away',
      { before: clashing, after: aBooking({ hosts: [dan] }) },
      { hosts: ['ben', 'dan'], spans: [here] },
    ],
  ])('a booking that %s has it looked at', (_, commit, owed) => {
    expect(conflictsOwed({ ...commit, takes: false })).toEqual(owed);
  });

  test('one that takes its time in any case owes a look, as something may have come at the same moment', () => {
    expect(conflictsOwed({ before: undefined, after: aBooking(), takes: true })).toEqual({
      hosts: ['ben'],
      spans: [here],
    });
  });

  test.each([
    ['is booked where nothing is', { before: undefined, after: aBooking() }],
    ['moves from nothing to nothing', { before: aBooking(), after: aBooking({ start, end }) }],
    ['is only renamed', { before: clashing, after: { ...clashing, title: 'Second call' } }],
  ])('one that %s owes nothing', (_, commit) => {
    expect(conflictsOwed({ ...commit, takes: false })).toBeUndefined();
  });
});
