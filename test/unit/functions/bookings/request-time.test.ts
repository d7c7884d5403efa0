import { describe, expect, it } from 'vitest';
import { requestTime } from '../../../../functions/bookings/request-time.ts';

describe('the time of a request for several meetings', () => {
  it('is one for work and waiting, so that it answers before its function ends', () => {
    let now = 1_000_000;
    const time = requestTime({ clock: { now: () => now } });
    expect(time.stopAt).toBe(now + 15_000);
    expect(time.waitSeconds(10)).toBe(10);
    now += 18_500;
    expect(time.waitSeconds(10)).toBe(6);
    expect(time.waitSeconds(2)).toBe(2);
    now += 9000;
    expect(time.waitSeconds(10)).toBe(0);
  });
});
