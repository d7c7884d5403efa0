import type { SyncWork } from '../../events/stored/due.ts';
import { judgeConflicts } from '../bookings/judge-conflicts.ts';
import { type AccountNewsDeps, accountNews } from './account-news.ts';
import { meetingNews } from './meeting-news.ts';
import { type FeedDeps, workFeed } from './work-feed.ts';

/** One message of the sync queue: of a calendar, of a meeting or of an account. */
export const workSync = (deps: FeedDeps & AccountNewsDeps): ((work: SyncWork) => Promise<void>) => {
  const [onCalendar, onMeeting, onAccount] = [workFeed(deps), meetingNews(deps), accountNews(deps)];
  const onConflicts = judgeConflicts(deps);
  return (work) => {
    if (work.kind === 'conflicts') return onConflicts(work);
    if (work.kind === 'meeting_news') return onMeeting(work);
    return work.kind === 'account_news' ? onAccount(work) : onCalendar(work);
  };
};
