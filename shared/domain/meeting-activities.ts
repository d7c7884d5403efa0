import type { Activity } from '../../events/stored/activity.ts';
import type { Booking, Meeting } from '../../events/stored/booking.ts';
import type { Actor } from '../../events/stored/transition.ts';
import { refusalReason } from './refusal-reason.ts';
import { sameTimes } from './wanted-meeting.ts';

type Happening = Pick<
  Activity,
  'kind' | 'type' | 'revision' | 'platform' | 'userId' | 'outcome' | 'reason' | 'word' | 'until' | 'attempt'
>;

interface Commit {
  readonly before: Booking | undefined;
  readonly after: Booking;
  readonly actor: Actor;
  readonly isChange: boolean;
  readonly refusal?: { readonly verdict: string; readonly word: string } | undefined;
}

interface Pair {
  readonly was: Meeting;
  /** Undefined: the booking has forgotten it. */
  readonly is: Meeting | undefined;
  readonly commit: Commit;
}

const reasonOf = ({ is, commit: { refusal } }: Pair): Pick<Happening, 'reason' | 'word'> => {
  if (refusal) return { reason: refusalReason(refusal.verdict), word: refusal.word };
  return is?.reason === undefined ? {} : { reason: is.reason };
};

const waits = (pair: Pair): Happening[] => {
  const { was, is } = pair;
  if (is === undefined) return [];
  if (is.state === 'failed' && was.state !== 'failed')
    return [{ kind: 'provider', type: 'meeting.refused', outcome: 'refused', ...reasonOf(pair) }];
  if (is.state === 'parked' && was.state !== 'parked')
    return [{ kind: 'wait', type: 'meeting.parked', ...reasonOf(pair) }];
  if (was.state === 'parked' && is.state === 'pending') return [{ kind: 'wait', type: 'meeting.resumed' }];
  const isRetry = is.notBefore !== undefined && is.attempts > was.attempts;
  return isRetry
    ? [
        {
          kind: 'wait',
          type: 'meeting.waiting',
          until: is.notBefore,
          attempt: is.attempts,
          ...reasonOf(pair),
        },
      ]
    : [];
};

const isThere = (meeting: Meeting | undefined): boolean => meeting?.meetingId !== undefined;

/** Our own doing, as the provider confirmed it. */
const done = ({ was, is }: Pair): Happening[] => {
  const act = {
    kind: 'provider',
    outcome: 'done',
    ...(was.attempts > 0 && { attempt: was.attempts + 1 }),
  } as const;
  if (isThere(is) && !isThere(was)) return [{ ...act, type: 'meeting.created' }];
  if (isThere(was) && !isThere(is)) return [{ ...act, type: 'meeting.removed' }];
  const [before, now] = [was.base, is?.base];
  const isWritten = before && now && (before.title !== now.title || !sameTimes(before, now));
  return isWritten ? [{ ...act, type: 'meeting.updated' }] : [];
};

/** What a look at it brought. */
const seen = ({ was, is, commit }: Pair): Happening[] => {
  if (isThere(was) && !isThere(is)) return [{ kind: 'provider', type: 'meeting.read', outcome: 'gone' }];
  if (commit.isChange && is?.base !== was.base)
    return [{ kind: 'provider', type: 'meeting.read', outcome: 'changed' }];
  const isPaid = was.owed !== undefined && is?.owed === undefined;
  return isPaid ? [{ kind: 'provider', type: 'meeting.updated', outcome: 'found' }] : [];
};

const ofMeeting = (userId: string, was: Meeting, commit: Commit): Happening[] => {
  const pair = { was, is: commit.after.meetings[userId], commit };
  const about = {
    platform: was.platform,
    userId,
    ...(was.owed !== undefined && { revision: was.owed }),
  };
  const { kind, id } = commit.actor;
  const happenings = [
    ...(kind === 'system' ? done(pair) : []),
    ...(kind === 'provider' && id === userId && pair.is !== was ? seen(pair) : []),
    ...waits(pair),
  ];
  return happenings.map((happening) => ({ ...happening, ...about }));
};

/** What happened to a booking's meetings at conference accounts, as lines for its history. */
export const meetingActivities = (commit: Commit): Happening[] =>
  Object.entries(commit.before?.meetings ?? {}).flatMap(([userId, was]) => ofMeeting(userId, was, commit));
