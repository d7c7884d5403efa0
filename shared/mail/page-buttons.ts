import { bookerOf } from '../domain/booker-of.ts';
import { guestDeadline } from '../domain/guest-deadline.ts';
import type { Letter } from '../ports/letters.ts';
import type { LetterWords } from './letter-words.ts';

interface PageButtons {
  readonly buttons: readonly { readonly text: string; readonly href: string; readonly look: 'plain' }[];
  /** What their reader could do once, and to whom they turn now. */
  readonly late?: string;
}

/**
 * What a guest can do on their page when the mail is written: whoever booked moves and cancels for all until the guests' policy ends it,
 * anybody else declines for themselves.
 */
export const pageButtons = (
  { booking, reader, at }: Letter,
  { buttons: { show, reschedule, cancel }, late }: LetterWords,
  page: string,
): PageButtons => {
  const isBooker = reader.person === `guest:${bookerOf(booking)?.id}`;
  const isOver = (term: Parameters<typeof guestDeadline>[1]): boolean =>
    isBooker && Date.parse(at) > guestDeadline(booking, term);
  const [isMoveOver, isCancelOver] = [isOver('rescheduleUntil'), isOver('cancelUntil')];
  const plain = (text: string, way: string) => ({ text, href: `${page}${way}`, look: 'plain' as const });
  const buttons = [
    plain(show, ''),
    ...(isBooker && !isMoveOver ? [plain(reschedule, '/reschedule')] : []),
    ...(isCancelOver ? [] : [plain(cancel, '/cancel')]),
  ];
  if (isMoveOver && isCancelOver) return { buttons, late: late.both };
  if (!isMoveOver && !isCancelOver) return { buttons };
  return { buttons, late: isMoveOver ? late.move : late.cancel };
};
