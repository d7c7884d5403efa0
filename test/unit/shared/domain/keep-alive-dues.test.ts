import { expect, test } from 'vitest';
import { keepAliveDues } from '../../../../shared/domain/keep-alive-dues.ts';

const NOW = Date.parse('2027-01-04T09:00:00.000Z');
const DAY_MS = 86_400_000;
const account = (provider: 'google' | 'microsoft' | 'zoom', id = 'con_1') => ({
  ...{ id, org: 'acme', userId: 'ben', provider },
});
const waits = (provider: 'google' | 'microsoft' | 'zoom', id?: string) =>
  keepAliveDues(account(provider, id), NOW, 'req').map(({ dueAt }) => Date.parse(dueAt) - NOW);

test('a Microsoft account is looked after every 30 days, long before its refresh token dies of neglect', () => {
  const [wait = 0, ...more] = waits('microsoft');
  expect(more).toEqual([]);
  expect(wait).toBeLessThanOrEqual(30 * DAY_MS);
  expect(wait).toBeGreaterThan(28 * DAY_MS);
});

test('accounts that came together do not come back together', () => {
  const times = Array.from({ length: 50 }, (_, index) => waits('microsoft', `con_${index}`)[0]);
  expect(new Set(times).size).toBeGreaterThan(45);
});

test('Zoom’s round is hourly, and Google’s accounts need none', () => {
  expect(waits('zoom')[0]).toBeLessThanOrEqual(3_600_000);
  expect(waits('google')).toEqual([]);
});
