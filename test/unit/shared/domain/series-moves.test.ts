import fc from 'fast-check';
import { DateTime } from 'luxon';
import { expect, it } from 'vitest';
import { moveAlike } from '../../../../shared/domain/series-moves.ts';
import { intervalIn, zoneMoment } from '../../../support/any-host-time.ts';

const DAY_MS = 86_400_000;

/** The wall clock as a number, read from another library than the one under test counts with. */
const wall = (instant: string, zone: string): number => {
  const at = DateTime.fromISO(instant, { zone });
  return Date.parse(`${at.toFormat("yyyy-MM-dd'T'HH:mm:ss")}Z`);
};

const shows = (wallMs: number, zone: string): boolean =>
  DateTime.fromISO(new Date(wallMs).toISOString().slice(0, 19), { zone }).toFormat(
    "yyyy-MM-dd'T'HH:mm:ss",
  ) === new Date(wallMs).toISOString().slice(0, 19);

const scene = zoneMoment.chain(({ zone, around }) =>
  fc.record({
    zone: fc.constant(zone),
    from: intervalIn(around - 4 * DAY_MS, 8, 24),
    to: intervalIn(around - 4 * DAY_MS, 8, 24),
    others: fc.array(intervalIn(around - 30 * DAY_MS, 60, 24), { maxLength: 5 }),
  }),
);

it('meetings move by the same difference of the wall clock, and are as long as the one that was named', () => {
  fc.assert(
    fc.property(scene, ({ zone, from, to, others }) => {
      const byMs = wall(to.start, zone) - wall(from.start, zone);
      const lengthMs = Date.parse(to.end) - Date.parse(to.start);
      const moved = moveAlike({ from, to, zone }, [from, ...others]);
      expect(moved[0]).toEqual(to);
      for (const [index, other] of others.entries()) {
        const { start = '', end = '' } = moved[index + 1] ?? {};
        expect(Date.parse(end) - Date.parse(start)).toBe(lengthMs);
        const wanted = wall(other.start, zone) + byMs;
        // A time that the clock skips is as much later as it skips.
        if (shows(wanted, zone) && other.start !== from.start) expect(wall(start, zone)).toBe(wanted);
        else if (other.start !== from.start) expect(wall(start, zone)).toBeGreaterThan(wanted);
      }
    }),
  );
});

it('who comes to lie in a skipped hour begins as much later, and who leaves it is where the others are', () => {
  const zone = 'Europe/Prague';
  const at = (date: string) => ({ start: `${date}T00:30:00.000Z`, end: `${date}T01:00:00.000Z` });
  const later = { start: '2027-03-21T01:30:00.000Z', end: '2027-03-21T02:00:00.000Z' };
  expect(
    moveAlike({ from: at('2027-03-21'), to: later, zone }, [at('2027-03-28'), at('2027-04-04')]),
  ).toEqual([
    { start: '2027-03-28T01:30:00.000Z', end: '2027-03-28T02:00:00.000Z' },
    { start: '2027-04-04T01:30:00.000Z', end: '2027-04-04T02:00:00.000Z' },
  ]);
  const inGap = {
    ...{ start: '2027-03-28T01:30:00.000Z', end: '2027-03-28T02:00:00.000Z' },
    ...{ occurrence: '2027-03-28T01:30:00.000Z', skipped: '2027-03-28T02:30:00' },
  };
  const ten = { start: '2027-03-21T09:00:00.000Z', end: '2027-03-21T09:30:00.000Z' };
  expect(moveAlike({ from: later, to: ten, zone }, [inGap])).toEqual([
    { ...inGap, start: '2027-03-28T08:00:00.000Z', end: '2027-03-28T08:30:00.000Z' },
  ]);
});
