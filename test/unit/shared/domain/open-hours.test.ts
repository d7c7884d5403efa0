import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openHours } from '../../../../shared/domain/open-hours.ts';
import { anySchedule, zoneMoment } from '../../../support/any-host-time.ts';
import { atoms, isOpenAt } from '../../../support/slow-slots.ts';

const DAY_MS = 86_400_000;

/** The hours of every day, one day long unless it says otherwise, as UTC. */
const openOn = (zone: string, date: string, hours: { from: string; to: string }[], days = 1): string[] => {
  const start = Date.parse(`${date}T00:00:00Z`) - DAY_MS / 2;
  const schedule = {
    zone,
    hours: [],
    dates: Array.from({ length: days }, (_, index) => ({
      date: new Date(Date.parse(date) + index * DAY_MS).toISOString().slice(0, 10),
      hours,
    })),
  };
  return openHours(schedule, { start, end: start + (days + 1) * DAY_MS }).map(
    (span) =>
      `${new Date(span.start).toISOString().slice(8, 16)} ${new Date(span.end).toISOString().slice(8, 16)}`,
  );
};

describe('open hours', () => {
  it('are the instants at which the wall clock shows a time within them, in every zone and over every change', () => {
    const anyCase = zoneMoment.chain(({ zone, around }) =>
      fc.record({ schedule: anySchedule(zone, around), around: fc.constant(around) }),
    );
    fc.assert(
      fc.property(anyCase, ({ schedule, around }) => {
        const window = { start: around - 3 * DAY_MS, end: around + 3 * DAY_MS };
        const open = openHours(schedule, window);
        const all = atoms(window.start, window.end);
        expect(all.filter((at) => open.some(({ start, end }) => start <= at && at < end))).toEqual(
          all.filter((at) => isOpenAt(schedule, at)),
        );
        const edges = open.flatMap(({ start, end }) => [start, end]);
        expect(edges.every((at, index) => index === 0 || at > (edges[index - 1] ?? 0))).toBe(true);
      }),
    );
  });

  it('lose the hour that the clock skips', () => {
    expect(openOn('Europe/Prague', '2027-03-28', [{ from: '01:30', to: '03:30' }])).toEqual([
      '28T00:30 28T01:30',
    ]);
    expect(openOn('Europe/Prague', '2027-03-28', [{ from: '02:00', to: '03:00' }])).toEqual([]);
    expect(openOn('America/Sao_Paulo', '2018-11-04', [{ from: '00:00', to: '01:30' }])).toEqual([
      '04T03:00 04T03:30',
    ]);
  });

  it('have the hour twice that the clock shows twice', () => {
    expect(openOn('Europe/Prague', '2027-10-31', [{ from: '01:30', to: '03:30' }])).toEqual([
      '30T23:30 31T02:30',
    ]);
    expect(openOn('Europe/Prague', '2027-10-31', [{ from: '02:15', to: '02:45' }])).toEqual([
      '31T00:15 31T00:45',
      '31T01:15 31T01:45',
    ]);
    expect(openOn('Australia/Lord_Howe', '2027-04-04', [{ from: '01:30', to: '02:00' }])).toEqual([
      '03T14:30 03T15:30',
    ]);
  });

  it('know no day that a zone left out', () => {
    expect(openOn('Pacific/Apia', '2011-12-30', [{ from: '00:00', to: '24:00' }])).toEqual([]);
  });

  it('go on over midnight', () => {
    const all = [
      { from: '00:00', to: '02:00' },
      { from: '22:00', to: '24:00' },
    ];
    expect(openOn('Asia/Kathmandu', '2027-01-04', all, 2)).toEqual([
      '03T18:15 03T20:15',
      '04T16:15 04T20:15',
      '05T16:15 05T18:15',
    ]);
  });

  it('refuse a zone that there is not', () => {
    expect(() => openOn('Europe/Atlantis', '2027-01-04', [])).toThrow(RangeError);
  });
});
