import { expect, test } from 'vitest';
import { slotDays } from '../../../../shared/domain/slot-days.ts';

test('starts lie on the dates of whoever looks at them', () => {
  const starts = ['2027-01-04T14:30:00Z', '2027-01-04T15:30:00Z', '2027-01-05T14:30:00Z'].map(Date.parse);
  expect([...slotDays(starts, 'Europe/Prague')].map(([date, all]) => [date, all.length])).toEqual([
    ['2027-01-04', 2],
    ['2027-01-05', 1],
  ]);
  expect([...slotDays(starts, 'Asia/Tokyo')].map(([date, all]) => [date, all.length])).toEqual([
    ['2027-01-04', 1],
    ['2027-01-05', 2],
  ]);
});
