import { expect, test } from 'vitest';
import { startsIn } from '../../../../shared/mail/starts-in.ts';
import { aGuest, aLetter, told } from '../../../support/a-letter.ts';

const START = '2027-01-05T10:00:00.000Z';

/** How a reminder of so many minutes reads that goes out so many minutes before the start. */
const said = (minutes: number, left: number, locale: 'en' | 'cs' = 'en'): string =>
  startsIn(
    aLetter({
      mail: { kind: 'reminder', told: told(), reminded: { start: START, minutes } },
      reader: aGuest({ to: { locale } }),
      at: new Date(Date.parse(START) - left * 60_000).toISOString(),
    }),
  );

test.each([
  [1, 'in 1 minute', 'za 1 minutu'],
  [5, 'in 5 minutes', 'za 5 minut'],
  [60, 'in 1 hour', 'za 1 hodinu'],
  [90, 'in 90 minutes', 'za 90 minut'],
  [120, 'in 2 hours', 'za 2 hodiny'],
  [1440, 'in 24 hours', 'za 24 hodin'],
  [2880, 'in 48 hours', 'za 48 hodin'],
  [4320, 'in 3 days', 'za 3 dny'],
  [40_320, 'in 28 days', 'za 28 dní'],
])('of %i minutes reads so, also when it goes out within the minute', (minutes, english, czech) => {
  expect(said(minutes, minutes)).toBe(english);
  expect(said(minutes, minutes - 0.9)).toBe(english);
  expect(said(minutes, minutes, 'cs')).toBe(czech);
});

test.each([
  [60, 34.4, 'in 34 minutes'],
  [60, 0.2, 'in 1 minute'],
  [1440, 61, 'in 61 minutes'],
  [1440, 1000, 'in 17 hours'],
  [40_320, 20_000, 'in 14 days'],
])('of %i minutes that is late, %f minutes before the start, tells the truth', (minutes, left, words) => {
  expect(said(minutes, left)).toBe(words);
});
