import { expect, it } from 'vitest';
import { durationMs } from '../../../../infra/local/duration.ts';

it.each([
  ['PT1S', 1000],
  ['PT0.5S', 500],
  ['PT90M', 5_400_000],
  ['P1D', 86_400_000],
  ['P2W', 1_209_600_000],
  ['P1DT2H3M4S', 93_784_000],
  ['PT0S', 0],
])('takes %s for %i ms', (text, ms) => {
  expect(durationMs(text)).toBe(ms);
});

it.each(['', 'P', 'PT', '1H', 'P1H', 'PT1D', '-PT1S', 'P1Y', 'P1M', 'P1DT', 'PT1H '])(
  'refuses %j',
  (text) => {
    expect(durationMs(text)).toBeUndefined();
  },
);
