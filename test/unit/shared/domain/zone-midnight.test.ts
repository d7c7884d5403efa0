import { assert, asyncProperty, constantFrom, date } from 'fast-check';
import { DateTime } from 'luxon';
import { expect, it } from 'vitest';
import { zoneMidnight } from '../../../../shared/domain/zone-midnight.ts';

const ZONES = [
  'UTC',
  'Europe/Prague',
  'America/New_York',
  'America/Santiago',
  'America/St_Johns',
  'Asia/Kathmandu',
  'Asia/Beirut',
  'Africa/Cairo',
  'Australia/Lord_Howe',
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
];
const day = date({ min: new Date('2020-01-01'), max: new Date('2035-01-01'), noInvalidDate: true });

it('is when luxon says that the day begins, in every zone and on every day', async () => {
  const same = asyncProperty(day, constantFrom(...ZONES), async (when, zone) => {
    const text = when.toISOString().slice(0, 10);
    expect(zoneMidnight(text, zone)).toBe(DateTime.fromISO(text, { zone }).startOf('day').toMillis());
  });
  await assert(same, { numRuns: 2_000 });
});

it('is nothing for what is no date', () => {
  expect(zoneMidnight('soon', 'Europe/Prague')).toBeNaN();
});
