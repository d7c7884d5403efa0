import { describe, expect, it } from 'vitest';
import { commitBooking } from '../../../../shared/bookings/commit-booking.ts';
import { randomIds } from '../../../../shared/ids.ts';
import { AT, aBooking } from '../../../support/a-booking.ts';
import { memoryBookings } from '../../../support/memory-bookings.ts';

const target = { org: 'acme', id: 'bkg_1', actor: { kind: 'user', id: 'ben' }, trace: 't' } as const;

describe('a commit that loses every race', () => {
  it('is busy when its time is over, and no try of it had more than was left', async () => {
    const given: (number | undefined)[] = [];
    const bookings = {
      ...memoryBookings(aBooking()),
      commit: async ({ patienceMs }: { readonly patienceMs?: number }) => {
        given.push(patienceMs);
        return { outcome: 'stale' } as const;
      },
    };
    const queues = { send: async () => undefined };
    const deps = { bookings, queues, clock: { now: () => Date.parse(AT) }, ids: randomIds };
    const next = async () => ({ before: aBooking(), change: { after: aBooking() } });
    const patience = { maxWaitMs: 60, longestPauseMs: 5 };
    await expect(commitBooking(deps)(target, next, patience)).rejects.toMatchObject({ code: 'busy' });
    const left = given.map((patienceMs) => patienceMs ?? Number.NaN);
    expect(left.every((ms) => ms >= 0 && ms <= patience.maxWaitMs)).toBe(true);
    expect(left).toEqual(left.toSorted((one, other) => other - one));
  });
});
