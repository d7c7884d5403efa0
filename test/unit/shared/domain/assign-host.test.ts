import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assignHost, type HostShare } from '../../../../shared/domain/assign-host.ts';

const EPOCH = Date.parse('2027-01-04T09:00:00Z');
const at = (minute: number): string => new Date(EPOCH + minute * 60_000).toISOString();

const weights = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 6 });

const newShares = (all: readonly number[]): HostShare[] =>
  all.map((weight, index) => ({ userId: `host-${index}`, weight, assigned: 0 }));

/** After so many meetings, one a minute, for which these hosts are free. */
const play = (
  shares: readonly HostShare[],
  meetings: number,
  isFree: (host: HostShare, meeting: number) => boolean = () => true,
): HostShare[] => {
  let all = [...shares];
  for (let meeting = 0; meeting < meetings; meeting += 1) {
    const chosen = assignHost(all.filter((host) => isFree(host, meeting)));
    all = all.map((host) =>
      host.userId === chosen?.userId
        ? { ...host, assigned: host.assigned + 1, lastAssignedAt: at(meeting) }
        : host,
    );
  }
  return all;
};

const someShares = fc.uniqueArray(
  fc.record(
    {
      userId: fc.string({ minLength: 1, maxLength: 3 }),
      weight: fc.integer({ min: 1, max: 4 }),
      assigned: fc.nat(12),
      lastAssignedAt: fc.nat(5).map(at),
    },
    { requiredKeys: ['userId', 'weight', 'assigned'] },
  ),
  { selector: ({ userId }) => userId, minLength: 1, maxLength: 8 },
);

describe('the host who takes the next meeting', () => {
  it('has after every full round had exactly the share of their weight', () => {
    fc.assert(
      fc.property(weights, fc.integer({ min: 1, max: 4 }), (all, rounds) => {
        const round = all.reduce((sum, weight) => sum + weight, 0);
        expect(play(newShares(all), rounds * round).map(({ assigned }) => assigned)).toEqual(
          all.map((weight) => rounds * weight),
        );
      }),
    );
  });

  it('takes turns in the same order when all weigh the same', () => {
    const shares = newShares([1, 1, 1]);
    const order = Array.from({ length: 7 }, (_, count) => assignHost(play(shares, count))?.userId);
    expect(order).toEqual(['host-0', 'host-1', 'host-2', 'host-0', 'host-1', 'host-2', 'host-0']);
  });

  it('catches up on what was missed while others only were free', () => {
    const isFree = ({ userId }: HostShare, meeting: number) => userId !== 'host-1' || meeting >= 4;
    expect(play(newShares([1, 1]), 8, isFree).map(({ assigned }) => assigned)).toEqual([4, 4]);
  });

  it('is one of whom nobody has had less for their weight, nor as little and waits longer', () => {
    fc.assert(
      fc.property(someShares, (free) => {
        const chosen = assignHost(free);
        expect(free).toContain(chosen);
        const least = Math.min(...free.map(({ assigned, weight }) => (assigned * 12) / weight));
        const fewest = free.filter(({ assigned, weight }) => (assigned * 12) / weight === least);
        const [first] = fewest
          .map(({ lastAssignedAt = '', userId }) => `${lastAssignedAt.padEnd(24)} ${userId}`)
          .sort();
        expect(`${(chosen?.lastAssignedAt ?? '').padEnd(24)} ${chosen?.userId}`).toBe(first);
      }),
    );
  });

  it('is the same in whatever order the hosts come', () => {
    const shuffled = someShares.chain((free) =>
      fc.tuple(fc.constant(free), fc.shuffledSubarray(free, { minLength: free.length })),
    );
    fc.assert(
      fc.property(shuffled, ([free, other]) => {
        expect(assignHost(other)).toEqual(assignHost(free));
      }),
    );
  });

  it('is nobody where nobody is free', () => {
    expect(assignHost([])).toBeUndefined();
  });
});
