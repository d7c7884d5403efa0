import type { Booking, Meeting } from '../../events/stored/booking.ts';
import { adoptConference } from './adopt-conference.ts';
import { nextTry } from './next-try.ts';
import { refusalReason } from './refusal-reason.ts';
import { wantsMeeting } from './wanted-meeting.ts';

/** What is known of a refusal, as an adapter's ProviderError tells it. */
interface Refusal {
  readonly verdict: string;
  readonly word: string;
  readonly retryAfterSeconds?: number | undefined;
}

/** The account may make no more today: a word of its own, since it takes that long. */
const DAILY = 'daily_limit';

/** People are in the meeting, by its link: nobody needs to know that a change waits for them. */
const IN_PROGRESS = 'in_progress';

const reasonOf = ({ verdict, word }: Refusal): string => (word === DAILY ? DAILY : refusalReason(verdict));

const withEntry = (booking: Booking, userId: string, entry: Meeting): Booking => ({
  ...booking,
  meetings: { ...booking.meetings, [userId]: entry },
});

/** Whoever waits for the link reads why. */
const withReason = (booking: Booking, userId: string, reason: string): Booking =>
  booking.conference && wantsMeeting(booking, userId)
    ? { ...booking, conference: { ...booking.conference, reason } }
    : booking;

/** The booking after its conference account has refused it for good: without a link there will be none. */
const failed = (booking: Booking, userId: string, refusal: Refusal): Booking => {
  const entry = booking.meetings[userId];
  if (entry === undefined) return booking;
  const { owed: _, notBefore: __, recheckAt: ___, ...rest } = entry;
  const reason = reasonOf(refusal);
  const after = withEntry(booking, userId, { ...rest, state: 'failed', reason: refusal.word });
  return wantsMeeting(booking, userId)
    ? adoptConference(withReason(after, userId, reason), { conference: { state: 'failed' }, reason }, 'zoom')
    : after;
};

/** The booking after a refusal that passes: what was to be done waits on it. `now` in epoch milliseconds. */
const waiting = (booking: Booking, userId: string, refusal: Refusal, now: number): Booking => {
  const entry = booking.meetings[userId];
  if (entry === undefined) return booking;
  const next = nextTry(refusal, { attempts: entry.attempts, seed: `${booking.id} ${userId}` }, now);
  const owed = entry.owed ?? booking.revision;
  const after = withEntry(booking, userId, { ...entry, owed, reason: refusal.word, ...next });
  return refusal.word === IN_PROGRESS ? after : withReason(after, userId, reasonOf(refusal));
};

/** The booking after its conference account has refused something, but not lost its access. */
export const refuseMeeting = (booking: Booking, userId: string, refusal: Refusal, now: number): Booking =>
  refusal.verdict === 'ours' ? failed(booking, userId, refusal) : waiting(booking, userId, refusal, now);
