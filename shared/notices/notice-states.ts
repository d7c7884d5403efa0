import type { Notice, NoticeKind, Reminded, Told } from '../../events/stored/notice.ts';
import type { Task } from './read-situation.ts';

type Sending = NonNullable<Notice['sending']>;
type Last = Omit<NonNullable<Notice['last']>, 'kind'>;

const open = ({ sending: _, ...notice }: Notice): Notice => ({ ...notice, version: notice.version + 1 });

/** The reader's notice as it would be if they had never been written to. */
const blank = (booking: { org: string; id: string }, { reader }: Task): Notice => ({
  v: 1,
  org: booking.org,
  bookingId: booking.id,
  person: reader.person,
  version: 0,
  to: reader.to,
  sequence: -1,
});

/** The mail is frozen, and nobody else sends to this reader until the lease ends. */
export const claimed = (
  booking: { org: string; id: string },
  task: Task,
  sending: Sending,
  at: string,
): Notice => ({
  ...open(task.notice ?? blank(booking, task)),
  to: task.reader.to,
  sending,
  last: { kind: sending.kind, state: 'queued', at },
});

/** They know of a time since they were told of it first, however often it was said again. */
const sinceThen = ({ told: before, since }: Notice, now: Told, at: string): { since?: string } => {
  const isKnown = before?.status === 'confirmed' && now.status === 'confirmed' && before.start === now.start;
  if (!isKnown) return { since: at };
  return since === undefined ? {} : { since };
};

/** The mail left, or never will: either way the reader counts as told. */
export const finished = (
  claim: Notice,
  { kind, told, sequence, reminded }: Pick<Sending, 'kind' | 'told' | 'sequence' | 'reminded'>,
  last: Last,
): Notice => ({
  ...open(claim),
  told,
  ...sinceThen(claim, told, last.at),
  ...(reminded && { reminded }),
  sequence,
  last: { kind, ...last },
});

/** As if the attempt had not been made. */
export const released = (claim: Notice, before: Notice | undefined): Notice => {
  const { last: _, ...notice } = open(claim);
  return { ...notice, ...(before?.last && { last: before.last }) };
};

interface Recorded {
  readonly told: Told;
  readonly sequence: number;
  readonly missed?: NoticeKind;
  readonly reminded?: Reminded | undefined;
  readonly since?: string | undefined;
}

/** Counts as told without a mail: nobody was to be told, or it is too late. */
export const recorded = (
  booking: { org: string; id: string },
  task: Task,
  step: Recorded,
  at: string,
): Notice => {
  const { told, sequence, missed, reminded, since = at } = step;
  const before = task.notice ?? blank(booking, task);
  return {
    ...open(before),
    told,
    ...sinceThen(before, told, since),
    ...(reminded && { reminded }),
    sequence,
    ...(missed && { last: { kind: missed, state: 'failed', at, reason: 'too_late' } }),
  };
};

/** A reminder was not for them: it is dealt with, and nothing else is. */
export const skipped = (before: Notice, reminded: Reminded): Notice => ({ ...open(before), reminded });
