import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explainStart, explainStarts } from '../../../../shared/domain/explain-start.ts';
import type { SlotSearch } from '../../../../shared/domain/slot-grid.ts';
import { slots } from '../../../../shared/domain/slots.ts';
import { hostAndSearch } from '../../../support/any-host-time.ts';
import { atoms, isOnGrid, slowExplain } from '../../../support/slow-slots.ts';

const startsOf = ({ window }: SlotSearch): number[] =>
  atoms(Date.parse(window.start), Date.parse(window.end));

const nthStart = (search: SlotSearch, nth: number): number => {
  const all = startsOf(search);
  return all[nth % all.length] ?? Number.NaN;
};

describe('why a host cannot be booked', () => {
  it('is told by the first rule that is broken', () => {
    fc.assert(
      fc.property(hostAndSearch, fc.nat(), ({ host, search }, nth) => {
        const start = nthStart(search, nth);
        expect(explainStart(host, search, start)).toBe(slowExplain(host, search, start));
      }),
      { numRuns: 400 },
    );
  });

  it('is asked where every rule is the one that blocks', () => {
    const tried = fc.sample(fc.tuple(hostAndSearch, fc.nat()), { seed: 1, numRuns: 600 });
    const told = new Set(
      tried.map(([{ host, search }, nth]) => slowExplain(host, search, nthStart(search, nth)) ?? 'nothing'),
    );
    expect([...told].sort()).toEqual([
      'buffer',
      'busy',
      'day_full',
      'horizon',
      'not_on_grid',
      'nothing',
      'notice',
      'outside_hours',
      'unknown',
      'week_full',
    ]);
  });

  it('is told of every start of the grid, but of those that are offered', () => {
    fc.assert(
      fc.property(hostAndSearch, ({ host, search }) => {
        const explained = explainStarts(host, search);
        expect(explained.map((one) => one.start)).toEqual(
          startsOf(search).filter((at) => isOnGrid(at, search.gridMs, host.schedule.zone)),
        );
        expect(explained.flatMap((one) => (one.blockedBy ? [] : [one.start]))).toEqual(
          slots('each', [host], search),
        );
        for (const one of explained.filter((_, index) => index % 7 === 0))
          expect(one.blockedBy).toBe(explainStart(host, search, one.start));
      }),
      { numRuns: 10 },
    );
  });
});
