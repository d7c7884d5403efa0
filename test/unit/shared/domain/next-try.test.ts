import { assert, asyncProperty, integer } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextTry } from '../../../../shared/domain/next-try.ts';

const NOW = Date.parse('2027-01-04T09:00:00Z');
const msOf = (notBefore: string): number => Date.parse(notBefore) - NOW;

const afterRefusals = (verdict: string, retryAfterSeconds?: number, seed = 'feed-1') => {
  const waits: number[] = [];
  let attempts = 0;
  for (let round = 0; round < 12; round += 1) {
    const next = nextTry({ verdict, retryAfterSeconds }, { attempts, seed }, NOW);
    attempts = next.attempts;
    waits.push(msOf(next.notBefore));
  }
  return { waits, attempts };
};

describe('waiting on an item', () => {
  it('grows with every failure of its own, and ends at a quarter of an hour', () => {
    const { waits, attempts } = afterRefusals('transient');
    expect(attempts).toBe(12);
    expect(waits[0]).toBeLessThanOrEqual(2_000);
    expect(waits.at(-1)).toBeGreaterThanOrEqual(450_000);
    expect(Math.max(...waits)).toBeLessThanOrEqual(900_000);
  });

  it('does not grow while a whole project is refused', () => {
    const { waits, attempts } = afterRefusals('project', 30);
    expect(attempts).toBe(1);
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(30_000);
    expect(Math.max(...waits)).toBeLessThanOrEqual(60_000);
  });

  it('never hammers a project that has refused without saying for how long', () => {
    expect(Math.min(...afterRefusals('project').waits)).toBeGreaterThanOrEqual(60_000);
  });

  it('waits out what was asked for, and spreads those who were asked the same over the time after', async () => {
    await assert(
      asyncProperty(integer({ min: 1, max: 3_600 }), async (seconds) => {
        const waits = Array.from({ length: 50 }, (_, index) =>
          msOf(
            nextTry(
              { verdict: 'project', retryAfterSeconds: seconds },
              { attempts: 0, seed: `feed-${index}` },
              NOW,
            ).notBefore,
          ),
        );
        const tail = Math.max(100 * seconds, Math.min(1_000 * seconds, 60_000));
        expect(Math.min(...waits)).toBeGreaterThanOrEqual(1_000 * seconds);
        // The first wait of its own may be a little longer.
        expect(Math.max(...waits)).toBeLessThanOrEqual(Math.max(1_000 * seconds + tail, 2_000) + 1);
        expect(Math.max(...waits) - Math.min(...waits)).toBeGreaterThan(tail / 4);
      }),
    );
  });
});
