import type { Meeting } from '../../events/stored/booking.ts';
import { sameTimes } from './wanted-meeting.ts';

interface Content {
  readonly title: string;
  readonly start: string;
  readonly end: string;
}

interface Sides {
  /** What is known of it, and what a move whose answer was lost would have made of it. */
  readonly known: Pick<Meeting, 'base' | 'asked'>;
  readonly wanted: Content;
  readonly seen: Content;
}

/** moved: a person has moved it, they win · differs: it is not yet what is wanted · same: it is. */
export type MeetingComparison = 'moved' | 'differs' | 'same';

/**
 * The three-way rule for a meeting: equal to what is known, nothing happened; equal to what is wanted, our write came back; else a
 * person won. Of people's edits only the time counts.
 */
export const compareMeeting = ({ known, wanted, seen }: Sides): MeetingComparison => {
  const { base, asked } = known;
  if (sameTimes(seen, wanted)) return seen.title.trim() === wanted.title.trim() ? 'same' : 'differs';
  const isOurs =
    base === undefined || sameTimes(seen, base) || (asked !== undefined && sameTimes(seen, asked));
  return isOurs ? 'differs' : 'moved';
};
