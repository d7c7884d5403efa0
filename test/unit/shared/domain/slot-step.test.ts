import fc from 'fast-check';
import { expect, test } from 'vitest';
import { slotStep } from '../../../../shared/domain/slot-step.ts';

const MINUTE_MS = 60_000;

test.each([
  [5, 5],
  [15, 15],
  [20, 20],
  [25, 5],
  [30, 30],
  [40, 20],
  [45, 15],
  [60, 30],
  [1440, 30],
  [7, 5],
])('meetings of %i minutes begin every %i', (duration, step) => {
  expect(slotStep(duration * MINUTE_MS)).toBe(step * MINUTE_MS);
});

test('meetings of a multiple of five minutes lie side by side, in hours that are whole numbers of steps', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 288 }), (fives) => {
      const step = slotStep(fives * 5 * MINUTE_MS);
      expect([(fives * 5 * MINUTE_MS) % step, (60 * MINUTE_MS) % step]).toEqual([0, 0]);
    }),
  );
});
