import { describe, expect, it } from 'vitest';
import {
  isCheckDue,
  plainAfterDeath,
  readingWay,
  rebaseAfter,
} from '../../../../shared/domain/cursor-age.ts';
import { aFeed } from '../../../support/a-feed.ts';

const NOW = '2027-01-04T09:00:00.000Z';
const DAY_MS = 86_400_000;
const [PAST, FUTURE] = ['2027-01-04T08:59:59.999Z', '2027-01-04T09:00:00.001Z'];
const read = { generation: 'gen_1', cursor: 'cursor' };
const plain = { generation: 'gen_1', cursorless: true };

describe('how a calendar is read', () => {
  it.each([
    ['window', {}],
    ['window', { cursor: 'cursor' }],
    ['window', { generation: 'gen_1' }],
    ['changes', read],
    ['changes', { ...read, rebaseAt: FUTURE }],
    ['window', { ...read, rebaseAt: PAST }],
    ['compare', plain],
    ['compare', { ...plain, plainUntil: FUTURE }],
    ['window', { ...plain, plainUntil: PAST }],
  ] as const)('%s for %j', (way, over) => {
    expect(readingWay(aFeed(over), NOW)).toBe(way);
  });

  it('is anew before the room of its cursor is used up, for each in an hour of its own', () => {
    const days = Array.from({ length: 2_000 }, (_, index) => {
      const at = rebaseAfter(`feed-${index}`, NOW, 31 * DAY_MS);
      return (Date.parse(at) - Date.parse(NOW)) / DAY_MS;
    });
    expect(Math.min(...days)).toBeGreaterThan(23);
    expect(Math.max(...days)).toBeLessThan(30.1);
    const hours = Map.groupBy(days, (day) => Math.floor(day * 24));
    expect(hours.size).toBeGreaterThan(140);
    expect(Math.max(...[...hours.values()].map((all) => all.length))).toBeLessThan(60);
  });

  it('is checked a day after the last time, where it is at all', () => {
    expect(isCheckDue({}, NOW)).toBe(false);
    expect(isCheckDue({ checkedAt: '2027-01-03T09:00:00.000Z' }, NOW)).toBe(true);
    expect(isCheckDue({ checkedAt: '2027-01-03T09:00:00.001Z' }, NOW)).toBe(false);
  });

  it('is not anew twice in an hour for links that die', () => {
    const now = Date.parse(NOW);
    expect(plainAfterDeath({}, now)).toBeUndefined();
    expect(plainAfterDeath({ resyncAt: '2027-01-04T08:00:00.000Z' }, now)).toBeUndefined();
    expect(plainAfterDeath({ resyncAt: '2027-01-04T08:30:00.000Z' }, now)).toBe('2027-01-04T09:30:00.000Z');
  });
});
