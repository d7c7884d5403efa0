import { expect, it } from 'vitest';
import { informedLine } from '../../../../shared/pages/informed-line.ts';
import { startChoices } from '../../../../shared/pages/start-choices.ts';

const at = (instant: string): number => Date.parse(instant);

it('groups starts by the day of the zone, tells the two of an hour that comes twice apart, and marks the first', () => {
  const starts = [at('2027-10-31T00:30:00Z'), at('2027-10-31T01:30:00Z'), at('2027-10-31T23:30:00Z')];
  const days = startChoices({ starts, zone: 'Europe/Prague', locale: 'en' }).map(({ html }) => html);
  expect(days.map((day) => /<legend>([^<]+)/u.exec(day)?.[1])).toEqual([
    'Sunday 31 October',
    'Monday 1 November',
  ]);
  expect([...(days[0] ?? '').matchAll(/>(\d\d:\d\d[^<]*)</gu)].map(([, shown]) => shown)).toEqual([
    '02:30 (CEST)',
    '02:30 (CET)',
  ]);
  expect(days.join('').match(/id="start"/gu)).toHaveLength(1);
});

it('names who is told: hosts by name, the reader, other guests by number', () => {
  const line = (locale: 'en' | 'cs', others: number) =>
    informedLine(locale, { hosts: ['Ben <b>'], isGuest: true, others })
      ?.html.replaceAll(/[\u2068\u2069]/gu, '')
      .replaceAll('\u00a0', ' ');
  expect(line('en', 0)).toBe('<p>Told by mail: Ben &lt;b&gt; and you.</p>');
  expect(line('en', 2)).toBe('<p>Told by mail: Ben &lt;b&gt;, you and 2 other guests.</p>');
  expect(line('cs', 1)).toBe('<p>E-mail o tom dostanou: Ben &lt;b&gt;, vy a další host.</p>');
  expect(informedLine('en', { hosts: [], isGuest: false, others: 0 })).toBeUndefined();
});
