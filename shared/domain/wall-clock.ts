import { mergeSpans, type Span } from './span.ts';
import type { OffsetSpan } from './zone-offsets.ts';

/**
 * When a wall clock shows a time within these spans: instants, merged. A time that the clock skips is never, one that it shows twice
 * is twice.
 */
export const wallToInstants = (offsets: readonly OffsetSpan[], wall: readonly Span[]): Span[] => {
  const sorted = mergeSpans(wall);
  return mergeSpans(
    offsets.flatMap(({ start, end, offset }) =>
      sorted
        .map((span) => ({
          start: Math.max(start, span.start - offset),
          end: Math.min(end, span.end - offset),
        }))
        .filter((span) => span.start < span.end),
    ),
  );
};

/**
 * The one instant that is meant by a time on the wall clock, as calendars read it (RFC 5545, 3.3.5): where the clock skips it, by the
 * offset before the gap, so that it is as much later; where it shows it twice, the first of the two. Undefined: the offsets end before it.
 */
export const instantOf = (offsets: readonly OffsetSpan[], wall: number): number | undefined => {
  const index = offsets.findIndex(({ end, offset }) => wall - offset < end);
  const found = offsets[index];
  if (found === undefined) return undefined;
  const isSkipped = wall - found.offset < found.start;
  return wall - ((isSkipped ? offsets[index - 1] : undefined) ?? found).offset;
};

/** What the wall clock shows at an instant. Undefined: the offsets do not tell. */
export const wallAt = (offsets: readonly OffsetSpan[], instant: number): number | undefined => {
  const found = offsets.find(({ start, end }) => start <= instant && instant < end);
  return found && instant + found.offset;
};
