import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Agenda } from '../../../../events/stored/agenda.ts';
import { hostConflicts } from '../../../../shared/domain/host-conflicts.ts';
import { mergeConflicts } from '../../../../shared/domain/merge-conflicts.ts';
import { monthsOf } from '../../../../shared/domain/months-of.ts';
import { aBooking } from '../../../support/a-booking.ts';

const HOURS = 24;
/** Across the end of a month, so that an agenda may tell of a booking twice. */
const FIRST = Date.parse('2027-01-31T12:00:00.000Z');
const at = (hour: number): string => new Date(FIRST + hour * 3_600_000).toISOString();
const host = (userId: string) => ({ userId, name: userId, rsvp: 'needs_action' as const });

const span = fc
  .tuple(fc.nat(HOURS - 1), fc.integer({ min: 1, max: 6 }))
  .map(([from, length]) => ({ from, to: from + length }));
type Span = { readonly from: number; readonly to: number };
const others = fc.array(
  fc.record({
    span,
    status: fc.constantFrom('draft', 'confirmed', 'cancelled'),
    user: fc.constantFrom('ben', 'chloe'),
  }),
  { maxLength: 6 },
);
type Others = typeof others extends fc.Arbitrary<infer T> ? T : never;

const times = ({ from, to }: Span) => ({ start: at(from), end: at(to) });

const agendasOf = (bookings: Others, self: Span): Agenda[] =>
  ['ben', 'chloe'].flatMap((userId) =>
    ['2027-01', '2027-02'].map((month): Agenda => {
      const own = bookings
        .map((one, index) => [`bkg_${index}`, one] as const)
        .filter(([, one]) => one.user === userId);
      const all = [...own, ['bkg_self', { span: self, status: 'confirmed' as const, user: userId }] as const];
      const entries = all.filter(([, one]) => monthsOf(at(one.span.from), at(one.span.to)).includes(month));
      return {
        ...{ v: 1, org: 'acme', userId, month, version: 1 },
        bookings: Object.fromEntries(
          entries.map(([id, one]) => [id, { ...times(one.span), status: one.status }]),
        ),
      };
    }),
  );

/** Hour by hour, slowly: whatever shares one with the booking. */
const share = (a: Span, b: Span): boolean =>
  Array.from({ length: HOURS + 8 }, (_, hour) => hour).some(
    (hour) => a.from <= hour && hour < a.to && b.from <= hour && hour < b.to,
  );

describe('the conflicts of one host of a booking', () => {
  test('are whatever else shares an hour with it, each time once, and those of other hosts stay', () => {
    fc.assert(
      fc.property(
        span,
        others,
        fc.array(span, { maxLength: 5 }),
        fc.array(span, { maxLength: 2 }),
        (self, booked, busy, known) => {
          const ofChloe = known.map((one) => ({ userId: 'chloe', ...times(one) }));
          const before = [...ofChloe, { userId: 'ben', start: at(0), end: at(1) }];
          const booking = aBooking({
            id: 'bkg_self',
            hosts: [host('ben'), host('chloe')],
            ...times(self),
            conflicts: before,
          });
          const found = hostConflicts(booking, {
            userId: 'ben',
            agendas: agendasOf(booked, self),
            busy: busy.map(times),
          });
          const bens = [
            ...booked
              .filter(({ user, status }) => user === 'ben' && status !== 'cancelled')
              .map((one) => one.span),
            ...busy,
          ];
          const expected = new Set([
            ...bens
              .filter((one) => share(one, self))
              .map((one) => JSON.stringify({ userId: 'ben', ...times(one) })),
            ...ofChloe.map((one) => JSON.stringify(one)),
          ]);
          expect(new Set(found.map((one) => JSON.stringify(one)))).toEqual(expected);
          expect(found).toHaveLength(expected.size);
          expect(mergeConflicts(found.toReversed())).toEqual(found);
        },
      ),
    );
  });

  test('are none of whoever does not host it', () => {
    const booking = aBooking({ conflicts: [{ userId: 'dan', start: at(0), end: at(1) }] });
    const { start, end } = booking;
    expect(hostConflicts(booking, { userId: 'dan', agendas: [], busy: [{ start, end }] })).toEqual([]);
  });
});
