import fc from 'fast-check';
import { IANAZone } from 'luxon';
import { describe, expect, it } from 'vitest';
import { zoneOffsets } from '../../../../shared/domain/zone-offsets.ts';

const DAY_MS = 86_400_000;
const from = Date.parse('2000-01-01T00:00:00Z');
const until = Date.parse('2037-01-01T00:00:00Z');

describe('the offsets of a zone', () => {
  it('are those of the zone library, in every zone and to the millisecond of each change', () => {
    const span = fc
      .tuple(fc.integer({ min: from, max: until }), fc.nat(400 * DAY_MS))
      .map(([start, length]) => ({ start, end: start + length }));
    fc.assert(
      fc.property(fc.constantFrom(...Intl.supportedValuesOf('timeZone')), span, (name, { start, end }) => {
        const zone = IANAZone.create(name);
        const spans = zoneOffsets(name, { start, end });
        expect(spans[0]?.start).toBeLessThanOrEqual(start);
        expect(spans.at(-1)?.end).toBeGreaterThanOrEqual(end);
        for (const [index, each] of spans.entries()) {
          const times = [each.start, (each.start + each.end) / 2, each.end - 1];
          expect(times.map((time) => zone.offset(time) * 60_000)).toEqual(times.map(() => each.offset));
          expect(each.start).toBe(spans[index - 1]?.end ?? each.start);
          expect(each.offset).not.toBe(spans[index - 1]?.offset);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('tell of a change that was taken back after a week', () => {
    const october = { start: Date.parse('2000-10-01T00:00:00Z'), end: Date.parse('2000-11-01T00:00:00Z') };
    expect(zoneOffsets('America/Noronha', october).map(({ offset }) => offset / 3_600_000)).toEqual([
      -2, -1, -2,
    ]);
  });
});
