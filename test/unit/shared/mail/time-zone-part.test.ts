import fc from 'fast-check';
import { IANAZone } from 'luxon';
import { expect, it } from 'vitest';
import { timeZonePart } from '../../../../shared/mail/time-zone-part.ts';
import { zoneMoment } from '../../../support/any-host-time.ts';

const DAY_MS = 86_400_000;

const minutes = (text = ''): number => {
  const [, sign, hours, rest] = /^([+-])(\d\d)(\d\d)$/u.exec(text) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(rest));
};

/** As a calendar reads it: the offset of the last observance that began, each at its wall clock before. */
const offsetIn = (part: string, instant: number): number => {
  const observances = part.split(/BEGIN:(?:STANDARD|DAYLIGHT)/u).slice(1);
  const read = observances.map((text) => {
    const of = (name: string) => new RegExp(`^${name}:(.*)$`, 'mu').exec(text)?.[1]?.trim();
    const wall = (of('DTSTART') ?? '').replace(
      /(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)/u,
      '$1-$2-$3T$4:$5:$6Z',
    );
    return {
      from: Date.parse(wall) - minutes(of('TZOFFSETFROM')) * 60_000,
      offset: minutes(of('TZOFFSETTO')),
    };
  });
  return read.filter(({ from }) => from <= instant).at(-1)?.offset ?? Number.NaN;
};

it('a zone tells calendars the offset of every instant of a series', () => {
  fc.assert(
    fc.property(
      zoneMoment,
      fc.integer({ min: -200, max: 200 }),
      fc.nat(DAY_MS),
      ({ zone, around }, day, ms) => {
        const interval = {
          start: new Date(around - 200 * DAY_MS).toISOString(),
          end: new Date(around + 202 * DAY_MS).toISOString(),
        };
        const instant = around + day * DAY_MS + ms;
        const wanted = IANAZone.create(zone).offset(instant);
        expect(offsetIn(timeZonePart(zone, interval), instant)).toBe(wanted);
      },
    ),
  );
});
