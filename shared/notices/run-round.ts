import { mailActivity } from './mail-activity.ts';
import type { NoticeDeps } from './notice-deps.ts';
import { recorded, skipped } from './notice-states.ts';
import type { Situation, Task } from './read-situation.ts';
import { type SendOutcome, sendNotice } from './send-notice.ts';

/** A round is small, so that nobody is told from a booking that was read long ago. */
const AT_ONCE = 5;

/** How it went with one reader. */
export interface Attempt {
  readonly person: string;
  readonly result: PromiseSettledResult<SendOutcome | { readonly outcome: 'recorded' }>;
}

const record = async (deps: NoticeDeps, { booking, at }: Situation, task: Task, trace: string) => {
  const { step, reader } = task;
  if (step.do !== 'record') return { outcome: 'lost' } as const;
  const { missed, told } = step;
  const about = missed && { person: reader.person, kind: missed, revision: told.revision };
  const line = about && mailActivity(deps, booking, trace)(about, { outcome: 'missed', reason: 'too_late' });
  if (!(await deps.notices.put(recorded(booking, task, step, at), { record: line, ifBooking: booking })))
    return { outcome: 'lost' } as const;
  if (step.missed)
    deps.log.info('mail.missed', { bookingId: booking.id, trace, kind: step.missed, role: reader.role });
  return { outcome: 'recorded' } as const;
};

const skip = async (deps: NoticeDeps, { booking }: Situation, task: Task, trace: string) => {
  const { step, reader, notice } = task;
  if (step.do !== 'skip' || notice === undefined) return { outcome: 'lost' } as const;
  const { reminded, reason } = step;
  const about = { person: reader.person, kind: 'reminder', revision: booking.revision } as const;
  const outcome = reason === 'too_late' ? 'missed' : 'skipped';
  const line = mailActivity(deps, booking, trace)(about, { outcome, reason });
  if (!(await deps.notices.put(skipped(notice, reminded), { record: line, ifBooking: booking })))
    return { outcome: 'lost' } as const;
  const { id: bookingId } = booking;
  deps.log.info(`mail.${outcome}`, { bookingId, trace, kind: 'reminder', role: reader.role, reason });
  return { outcome: 'recorded' } as const;
};

const actOn = (deps: NoticeDeps, situation: Situation, task: Task, trace: string) => {
  if (task.step.do === 'send') return sendNotice(deps)(situation, task, task.step.mail, trace);
  const act = task.step.do === 'skip' ? skip : record;
  return act(deps, situation, task, trace);
};

const ACTS: ReadonlySet<Task['step']['do']> = new Set(['send', 'record', 'skip']);

/** One address is written to once a round: its mails count up one by one. */
export const nextTasks = ({ tasks }: Situation, leftAlone: ReadonlySet<string>): Task[] => {
  const open = tasks.filter(({ step, reader }) => ACTS.has(step.do) && !leftAlone.has(reader.person));
  const firstOf = Map.groupBy(open, ({ reader }) => reader.to.email.toLowerCase());
  return [...firstOf.values()].flatMap(([first]) => first ?? []).slice(0, AT_ONCE);
};

/** Some readers at once; one's failure stops nobody else. */
export const runRound = (
  deps: NoticeDeps,
  situation: Situation,
  tasks: readonly Task[],
  trace: string,
): Promise<Attempt[]> =>
  Promise.all(
    tasks.map(async (task): Promise<Attempt> => {
      const [result] = await Promise.allSettled([actOn(deps, situation, task, trace)]);
      return { person: task.reader.person, result };
    }),
  );
