import type { Base } from '../../events/stored/booking.ts';
import { type EventContent, type Mark, markOf, readMark } from './written-mark.ts';

/** What a read brought. Without times (all of it is gone, or hidden) nothing is said about time. */
interface SeenEvent {
  readonly exists: boolean;
  readonly start?: string | undefined;
  readonly end?: string | undefined;
  readonly title?: string | undefined;
  readonly place?: string | undefined;
  readonly updated?: string | undefined;
  /** What our last write left on it. */
  readonly written?: string | undefined;
}

export interface Sides {
  /** What the provider last confirmed; undefined = nothing yet. */
  readonly base: Base | undefined;
  /** What the booking says now. */
  readonly wanted: EventContent & { readonly exists: boolean };
  readonly seen: SeenEvent;
}

/**
 * older: an outdated read · waiting: its removal or its making is still owed · returned: it came back after we removed it: the
 * host's own from now on · gone: a person deleted it · removed: it is gone, as wanted ·
 * seen: `edits` is what a person changed; `settled`: with those the calendar says what the booking says, nothing is owed.
 */
export type Comparison =
  | { readonly kind: 'older' | 'waiting' | 'returned' | 'gone' | 'removed' }
  | { readonly kind: 'seen'; readonly edits: Partial<EventContent>; readonly settled: boolean };

/**
 * What the calendar held by our knowledge. A mark that the base does not know stands for a write of ours whose answer was lost:
 * whatever differs from that write, and from nothing older, is a person's doing.
 */
const knownOf = (base: Base | undefined, seen: SeenEvent): Mark | undefined => {
  const mark = readMark(seen.written);
  if (mark !== undefined && seen.written !== base?.written) return mark;
  return base?.exists ? markOf(base) : mark;
};

/** A person changed it: it is neither what we knew nor what we want. */
const isEdit = (field: keyof Mark, now: Mark, known: Mark | undefined, wanted: Mark): boolean =>
  now[field] !== wanted[field] && known !== undefined && now[field] !== known[field];

const editsOf = ({ base, wanted, seen }: Sides): Partial<EventContent> => {
  const { start = wanted.start, end = wanted.end, title, place } = seen;
  const [now, goal] = [markOf({ start, end, title, place }), markOf(wanted)];
  const known = knownOf(base, seen);
  const isMoved = isEdit('start', now, known, goal) || isEdit('end', now, known, goal);
  return {
    ...(isMoved && { start, end }),
    ...(title?.trim() && isEdit('title', now, known, goal) && { title: title.trim() }),
    ...(isEdit('place', now, known, goal) && { place: place?.trim() ?? '' }),
  };
};

const isSettled = (wanted: EventContent, { start, end, title, place }: SeenEvent): boolean => {
  const [now, goal] = [markOf({ start: start ?? '', end: end ?? '', title, place }), markOf(wanted)];
  return (
    now.start === goal.start && now.end === goal.end && now.title === goal.title && now.place === goal.place
  );
};

const comparePresence = ({ base, wanted, seen }: Sides): Comparison['kind'] => {
  if (!seen.exists) {
    if (!wanted.exists) return 'removed';
    return base?.exists ? 'gone' : 'waiting';
  }
  if (wanted.exists) return 'seen';
  return base?.exists === false ? 'returned' : 'waiting';
};

/** The three-way rule: equal to the base = nothing happened; equal to what is wanted = our write came back; else a person won. */
export const compareEvent = (sides: Sides): Comparison => {
  const { base, wanted, seen } = sides;
  if (base?.updated !== undefined && seen.updated !== undefined && seen.updated < base.updated)
    return { kind: 'older' };
  const kind = comparePresence(sides);
  if (kind !== 'seen') return { kind };
  const edits = editsOf(sides);
  return { kind, edits, settled: isSettled({ ...wanted, ...edits }, seen) };
};
