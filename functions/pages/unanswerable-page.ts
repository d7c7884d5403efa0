import { cancelledPage } from '../../shared/pages/cancel-page.ts';
import type { GuestMeeting } from '../../shared/pages/guest-meeting.ts';
import { guestWordsOf } from '../../shared/pages/guest-words-of.ts';
import { messagePage } from '../../shared/pages/message-page.ts';
import type { GuestFrame } from './guest-frame.ts';

/** There is nothing to answer: it is over, cancelled, or not confirmed yet. */
export const unanswerablePage = (frame: GuestFrame, meeting: GuestMeeting): string => {
  const { status } = meeting;
  if (status === 'over') return cancelledPage(frame, meeting, { ending: 'overUnanswered' });
  if (status === 'cancelled' || status === 'released')
    return cancelledPage(frame, meeting, { ending: 'alreadyCancelled' });
  return messagePage({ ...frame, ...guestWordsOf(frame.locale).answer.notConfirmed });
};
