import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clipBusy, cutBusy, type Interval, mergeBusy } from '../../../../shared/domain/busy-time.ts';
import { freeStarts } from '../../../../shared/domain/free-starts.ts';

const EPOCH = Date.parse('2027-01-04T00:00:00.000Z');
const MINUTE = 60_000;
const instant = (minute: number): string => new Date(EPOCH + minute * MINUTE).toISOString();
const minutes = (interval: Interval): number[] => {
  const from = (Date.parse(interval.start) - EPOCH) / MINUTE;
  return Array.from(
    { length: (Date.parse(interval.end) - EPOCH) / MINUTE - from },
    (_, index) => from + index,
  );
};
/** Which minutes are taken: what intervals mean, whatever they look like. */
const taken = (intervals: readonly Interval[]): number[] =>
  [...new Set(intervals.flatMap(minutes))].sort((a, b) => a - b);

const interval = fc
  .tuple(fc.nat(600), fc.nat(120))
  .map(([from, length]) => ({ start: instant(from), end: instant(from + length) }));
const intervals = fc.array(interval, { maxLength: 12 });

describe('busy time', () => {
  it('takes the same minutes when merged, in order and never touching', () => {
    fc.assert(
      fc.property(intervals, (busy) => {
        const merged = mergeBusy(busy);
        expect(taken(merged)).toEqual(taken(busy));
        expect(
          merged.every(({ start }, index) => index === 0 || start > (merged[index - 1]?.end ?? '')),
        ).toBe(true);
      }),
    );
  });

  it('loses exactly the minutes outside when clipped and inside when cut', () => {
    fc.assert(
      fc.property(intervals, interval, (busy, window) => {
        const inside = new Set(minutes(window));
        expect(taken(clipBusy(busy, window))).toEqual(taken(busy).filter((minute) => inside.has(minute)));
        expect(taken(cutBusy(busy, window))).toEqual(taken(busy).filter((minute) => !inside.has(minute)));
      }),
    );
  });
});

describe('free starts', () => {
  it('are the first quarter hours at which nothing is taken', () => {
    fc.assert(
      fc.property(intervals, fc.integer({ min: 1, max: 90 }), (busy, length) => {
        const search = {
          from: EPOCH + 7 * MINUTE,
          until: EPOCH + 900 * MINUTE,
          lengthMs: length * MINUTE,
          count: 3,
        };
        const busyMinutes = new Set(taken(busy));
        const grid = Array.from({ length: 59 }, (_, index) => (index + 1) * 15);
        const isFree = (minute: number) =>
          Array.from({ length }, (_, index) => minute + index).every((one) => !busyMinutes.has(one));
        expect(freeStarts(busy, search).map(({ start }) => start)).toEqual(
          grid.filter(isFree).slice(0, 3).map(instant),
        );
      }),
    );
  });
});
