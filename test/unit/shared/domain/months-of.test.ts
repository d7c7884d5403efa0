import { describe, expect, it } from 'vitest';
import { monthsOf } from '../../../../shared/domain/months-of.ts';

describe('the months of a time', () => {
  it('touches every UTC month until its end, and not the one that begins there', () => {
    expect(monthsOf('2027-01-31T12:00:00.000Z', '2027-03-01T00:00:00.000Z')).toEqual(['2027-01', '2027-02']);
    expect(monthsOf('2026-12-31T12:00:00.000Z', '2027-01-01T00:00:00.001Z')).toEqual(['2026-12', '2027-01']);
    expect(monthsOf('2027-01-31T12:00:00.000Z', '2027-01-31T12:00:00.000Z')).toEqual(['2027-01']);
  });
});
