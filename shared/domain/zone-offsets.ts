import { IANAZone } from 'luxon';
import type { Span } from './span.ts';

/** While it lasts (epoch milliseconds), the wall clock shows UTC plus `offset` milliseconds. */
export interface OffsetSpan extends Span {
  readonly offset: number;
}

const MINUTE_MS = 60_000;
/** Never since 1990 has a zone left an offset and come back to it sooner (America/Noronha, 2000); telling one takes some 10 µs. */
const STEP_MS = 7 * 86_400_000;

type OffsetAt = (time: number) => number;

const offsetsIn = (name: string): OffsetAt => {
  const zone = IANAZone.create(name);
  if (!zone.isValid) throw new RangeError(`no such time zone: ${name}`);
  return (time) => Math.round(zone.offset(time) * MINUTE_MS);
};

/** Zones change on whole minutes: the first of (before, after] at which the offset is no longer that of `before`. */
const changeBetween = (offsetAt: OffsetAt, before: number, after: number): number => {
  const old = offsetAt(before);
  let [low, high] = [before / MINUTE_MS, after / MINUTE_MS];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(middle * MINUTE_MS) === old) low = middle;
    else high = middle;
  }
  return high * MINUTE_MS;
};

/**
 * The offsets of an IANA zone over at least [start, end), epoch milliseconds, in order and without a hole. A wall clock is written as
 * the epoch milliseconds that UTC would have when it shows the same. Throws RangeError for what is no zone.
 */
export const zoneOffsets = (zone: string, { start, end }: Span): OffsetSpan[] => {
  const offsetAt = offsetsIn(zone);
  const spans: OffsetSpan[] = [];
  let from = Math.floor(start / STEP_MS) * STEP_MS;
  let offset = offsetAt(from);
  for (let time = from; time < end; time += STEP_MS) {
    const next = offsetAt(time + STEP_MS);
    if (next === offset) continue;
    const change = changeBetween(offsetAt, time, time + STEP_MS);
    spans.push({ start: from, end: change, offset });
    [from, offset] = [change, next];
  }
  return [...spans, { start: from, end: Math.max(from, Math.ceil(end / STEP_MS) * STEP_MS), offset }];
};
