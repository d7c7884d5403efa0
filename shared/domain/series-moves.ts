import type { Booking } from '../../events/stored/booking.ts';
import type { Interval } from './busy-time.ts';
import { instantOf, wallAt } from './wall-clock.ts';
import { zoneOffsets } from './zone-offsets.ts';

const MARGIN_MS = 40 * 86_400_000;

/** A meeting of a series, with when it begins by the rule. */
interface Meeting extends Interval, Pick<Booking, 'occurrence' | 'skipped'> {}

interface Move {
  /** The meeting that is named, as it is and as it is to be. */
  readonly from: Meeting;
  readonly to: Interval;
  readonly zone: string;
}

/**
 * Where other meetings go when one of their series moves: by the same difference on the zone's wall clock, whatever the offset is then
 * (one whose time the clock skips is where the rule has it, as the others are), and for as long as that one is from then on. Instants as ISO 8601 in UTC.
 */
export const moveAlike = <T extends Meeting>({ from, to, zone }: Move, others: readonly T[]): T[] => {
  const instants = [from, to, ...others].map(({ start }) => Date.parse(start));
  const offsets = zoneOffsets(zone, {
    start: Math.min(...instants) - MARGIN_MS,
    end: Math.max(...instants) + MARGIN_MS + Math.abs(Date.parse(to.start) - Date.parse(from.start)),
  });
  const wall = ({ start, occurrence, skipped }: Meeting): number =>
    skipped !== undefined && start === occurrence
      ? Date.parse(`${skipped}Z`)
      : (wallAt(offsets, Date.parse(start)) ?? Number.NaN);
  const byMs = wall(to) - wall(from);
  const lengthMs = Date.parse(to.end) - Date.parse(to.start);
  return others.map((other) => {
    if (other.start === from.start) return { ...other, start: to.start, end: to.end };
    const start = instantOf(offsets, wall(other) + byMs) ?? Number.NaN;
    return {
      ...other,
      start: new Date(start).toISOString(),
      end: new Date(start + lengthMs).toISOString(),
    };
  });
};
