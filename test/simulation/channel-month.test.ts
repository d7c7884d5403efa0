import { describe, expect, test } from 'vitest';
import { channelMonth } from './channel-month.ts';

describe('a month of channels that live for hours only, with three outages of six hours', () => {
  test.each([11])(
    'leaves no calendar unwatched outside the outages, and none for more than 15 minutes after them (seed %i)',
    async (seed) => {
      const { faults, longestAfterMinutes, darkened, watches } = await channelMonth({
        feeds: 40,
        seed,
        longestLifeHours: 6,
      });
      expect(faults).toEqual([]);
      expect(longestAfterMinutes).toBeLessThanOrEqual(15);
      // Every channel ends at least once in an outage: each calendar goes dark, three times, and is watched again.
      expect(darkened).toBe(120);
      expect(watches).toBeGreaterThan(40 * 30 * 4);
    },
  );
});
