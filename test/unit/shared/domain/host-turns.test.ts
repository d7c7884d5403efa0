import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { HostShares } from '../../../../events/stored/host-shares.ts';
import { assignHost } from '../../../../shared/domain/assign-host.ts';
import { countTurn, giveTurnBack, hostTurns } from '../../../../shared/domain/host-turns.ts';

const AT = Date.parse('2027-01-04T09:00:00Z');
const at = (minutes: number): string => new Date(AT + minutes * 60_000).toISOString();
const typeOf = (weights: Readonly<Record<string, number | undefined>>) => ({
  id: 'ety_a',
  hosts: Object.entries(weights).map(([userId, weight]) => ({
    userId,
    ...(weight !== undefined && { weight }),
  })),
});

describe('whose turn it is', () => {
  test('comes as often as weights say, however many meetings there are', () => {
    const weights = fc.record({
      ada: fc.integer({ min: 1, max: 10 }),
      ben: fc.integer({ min: 1, max: 10 }),
      chloe: fc.integer({ min: 1, max: 10 }),
    });
    fc.assert(
      fc.property(weights, fc.integer({ min: 1, max: 60 }), (parts, meetings) => {
        const eventType = typeOf(parts);
        let shares: HostShares | undefined;
        for (let nth = 0; nth < meetings; nth += 1) {
          const userId = assignHost(hostTurns(eventType, shares))?.userId ?? '';
          shares = countTurn(eventType, shares, { userId, at: at(nth) });
        }
        const whole = parts.ada + parts.ben + parts.chloe;
        for (const { assigned, weight } of hostTurns(eventType, shares))
          expect(Math.abs(assigned - (meetings * weight) / whole)).toBeLessThanOrEqual(2);
        expect(shares?.version).toBe(meetings);
      }),
    );
  });

  test('is counted anew for other hosts or weights, not for another order', () => {
    const before = countTurn(typeOf({ ada: 1, ben: 2 }), undefined, { userId: 'ada', at: at(0) });
    const countOf = (weights: Record<string, number | undefined>) =>
      hostTurns(typeOf(weights), before).map(({ userId, assigned }) => `${userId} ${assigned}`);
    expect(countOf({ ben: 2, ada: undefined })).toEqual(['ben 0', 'ada 1']);
    expect(countOf({ ada: 1, ben: 3 })).toEqual(['ada 0', 'ben 0']);
    expect(countOf({ ada: 1, ben: 2, chloe: 1 })).toEqual(['ada 0', 'ben 0', 'chloe 0']);
    expect(countTurn(typeOf({ ada: 1, dan: 1 }), before, { userId: 'dan', at: at(1) })).toMatchObject({
      version: 2,
      hosts: { dan: { assigned: 1 } },
    });
  });

  test('does not come again at once because a clock was behind', () => {
    const eventType = typeOf({ ada: 1, ben: 1 });
    const first = countTurn(eventType, undefined, { userId: 'ada', at: at(10) });
    const second = countTurn(eventType, first, { userId: 'ben', at: at(0) });
    expect(second.hosts).toMatchObject({ ben: { lastAssignedAt: at(10) } });
  });

  test('is given back once, and only where it is counted still', () => {
    const one = countTurn(typeOf({ ada: 1, ben: 1 }), undefined, { userId: 'ada', at: at(0) });
    const turn = { userId: 'ada', roster: one.roster };
    const back = giveTurnBack(one, turn);
    expect(back).toEqual({ ...one, version: 2, hosts: { ada: { assigned: 0, lastAssignedAt: at(0) } } });
    expect(giveTurnBack(back, turn)).toBeUndefined();
    expect(giveTurnBack(one, { ...turn, userId: 'ben' })).toBeUndefined();
    expect(giveTurnBack(undefined, turn)).toBeUndefined();
    const anew = countTurn(typeOf({ ada: 1, chloe: 1 }), one, { userId: 'ada', at: at(1) });
    expect(giveTurnBack(anew, turn)).toBeUndefined();
  });
});
