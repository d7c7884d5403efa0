import type { Notice, NoticeKind, Told } from '../../events/stored/notice.ts';
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

/** The mail left, or never will: either way the reader counts as told. */
export const finished = (
  claim: Notice,
  { kind, told, sequence }: Pick<Sending, 'kind' | 'told' | 'sequence'>,
  last: Last,
): Notice => ({
  ...open(claim),
  told,
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
}

/** Counts as told without a mail: nobody was to be told, or it is too late. */
export const recorded = (
  booking: { org: string; id: string },
  task: Task,
  step: Recorded,
  at: string,
): Notice => {
  const { told, sequence, missed } = step;
  return {
    ...open(task.notice ?? blank(booking, task)),
    told,
    sequence,
    ...(missed && { last: { kind: missed, state: 'failed', at, reason: 'too_late' } }),
  };
};
