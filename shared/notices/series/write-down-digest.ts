import type { Notice } from '../../../events/stored/notice.ts';
import type { SeriesLine, SeriesNotice } from '../../../events/stored/series-notice.ts';
import type { NoticeRecord } from '../../ports/notices.ts';
import { mailActivity } from '../mail-activity.ts';
import { recorded } from '../notice-states.ts';
import { readSituation, type Situation } from '../read-situation.ts';
import type { SeriesTask } from './digests-of.ts';
import type { SeriesNoticeDeps } from './series-notice-deps.ts';
import { tasksOf } from './series-situation.ts';

type Sending = NonNullable<SeriesNotice['sending']>;
type Done = NonNullable<Sending['done']>;

const ATTEMPTS = 5;
const AT_ONCE = 10;

interface Sent {
  readonly sending: Sending;
  /** Absent: nobody knows whether it left. */
  readonly done: Done | undefined;
  readonly at: string;
  readonly trace: string;
}

/** Undefined: it stands there already. */
const noticeAfter = (
  { situation, task }: SeriesTask,
  line: SeriesLine | undefined,
  { sending: { sequence }, done, at }: Sent,
): Notice | undefined => {
  const { notice } = task;
  if (notice !== undefined && notice.sequence >= sequence) return undefined;
  if (line === undefined)
    // The calendar holds all of the series in this SEQUENCE now: what comes later has to count on from it.
    return notice && { ...notice, version: notice.version + 1, sequence };
  const { told, kind } = line;
  const known = recorded(situation.booking, task, { told, sequence }, at);
  if (done === undefined) return known;
  const { state, messageId, reason } = done;
  return {
    ...known,
    last: {
      kind,
      state,
      at,
      ...(messageId !== undefined && { messageId }),
      ...(reason !== undefined && { reason }),
    },
  };
};

const historyOf = (
  deps: SeriesNoticeDeps,
  { booking }: Situation,
  { person, kind, told: { revision } }: SeriesLine,
  { sending: { attempt }, done, trace }: Sent,
): NoticeRecord | undefined => {
  if (done === undefined) return undefined;
  const outcome = done.state === 'sent' ? 'sent' : 'refused';
  const why = done.reason === undefined ? {} : { reason: done.reason };
  return mailActivity(deps, booking, trace)({ person, kind, revision, attempt }, { outcome, ...why });
};

const writeOne = async (
  deps: SeriesNoticeDeps,
  each: SeriesTask,
  line: SeriesLine | undefined,
  sent: Sent,
): Promise<boolean> => {
  const notice = noticeAfter(each, line, sent);
  if (notice === undefined) return true;
  return deps.notices.put(notice, { record: line && historyOf(deps, each.situation, line, sent) });
};

/** Who was written to and has been taken off since, before anybody noted that they were told. */
const goneReaders = (situation: Situation, lines: readonly SeriesLine[]): SeriesTask[] =>
  lines
    .filter(({ bookingId }) => bookingId === situation.booking.id)
    .filter(({ person }) => !situation.tasks.some(({ reader }) => reader.person === person))
    .flatMap(({ person, to }): SeriesTask[] => {
      const role = person.startsWith('host:') ? 'host' : 'guest';
      const reader = to && ({ person, role, to, present: false, served: false } as const);
      return reader ? [{ situation, task: { reader, notice: undefined, step: { do: 'nothing' } } }] : [];
    });

/** Somebody else may write to them meanwhile: what they were told is read anew then. */
const writeMeeting = async (
  deps: SeriesNoticeDeps,
  first: Situation,
  address: string,
  sent: Sent,
): Promise<void> => {
  let situation: Situation | undefined = first;
  for (let attempt = 0; situation !== undefined && attempt < ATTEMPTS; attempt += 1) {
    const { booking } = situation;
    const { lines } = sent.sending;
    const written = await Promise.all(
      [...tasksOf([situation], address), ...goneReaders(situation, lines)].map((each) => {
        const line = lines.find(
          ({ bookingId, person }) => bookingId === booking.id && person === each.task.reader.person,
        );
        return writeOne(deps, each, line, sent);
      }),
    );
    if (written.every(Boolean)) return;
    situation = await readSituation(deps)(booking.org, booking.id);
  }
  if (situation !== undefined) throw new Error('what a reader was told could not be written down');
};

/**
 * Writes down with every meeting what its reader was told of it by a mail about several; again, it changes nothing. One of which nobody knows
 * whether it left counts as told too.
 */
export const writeDownDigest =
  (deps: SeriesNoticeDeps) =>
  async (
    situations: readonly Situation[],
    { address, sending }: SeriesNotice,
    trace: string,
  ): Promise<void> => {
    if (sending === undefined) return;
    const { done } = sending;
    const sent = { sending, done, at: done?.at ?? new Date(deps.clock.now()).toISOString(), trace };
    for (let from = 0; from < situations.length; from += AT_ONCE) {
      const some = situations.slice(from, from + AT_ONCE);
      await Promise.all(some.map((situation) => writeMeeting(deps, situation, address, sent)));
    }
  };
