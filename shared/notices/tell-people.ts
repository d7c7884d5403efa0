import type { MailWork } from '../../events/internal/mail-work.ts';
import type { Booking } from '../../events/stored/booking.ts';
import { changeBooking } from '../bookings/change-booking.ts';
import { nextReminder } from '../domain/next-reminder.ts';
import { owesMail, owesReminder } from '../domain/owes-mail.ts';
import type { NoticeDeps } from './notice-deps.ts';
import { readSituation, type Situation } from './read-situation.ts';
import { type Attempt, nextTasks, runRound } from './run-round.ts';

/** Well before the function's time is up. */
const WORK_MS = 35_000;
const SHORT_WAIT_S = 60;
/** At least as long as the sweep waits until it sends the same again. */
const SWEPT_AGAIN_S = 20 * 60;
/** No message can be delayed for longer. */
const MOST_DELAY_S = 15 * 60;

type Work = Extract<MailWork, { bookingId: string }>;

interface Telling {
  readonly message: Work;
  /** Asked with the booking as each round finds it: false where somebody else tells what is new of it. */
  readonly mayTell: (booking: Booking) => Promise<boolean>;
}

/** What this run has learnt: whom to leave alone, when to come again, and what went wrong. */
interface Findings {
  readonly leftAlone: Set<string>;
  readonly comeAgain: number[];
  readonly errors: unknown[];
  /** Seconds until the next reminder, where the sweep may come too late for it. */
  reminderIn?: number | undefined;
  throttled: boolean;
}

const learn = (findings: Findings, { person, result }: Attempt): void => {
  if (result.status === 'rejected') {
    findings.leftAlone.add(person);
    findings.errors.push(result.reason);
    return;
  }
  const { value } = result;
  if (value.outcome === 'unknown') findings.comeAgain.push(value.comeAgain);
  if (value.outcome !== 'throttled') return;
  findings.throttled = true;
  // A quota of the day is waited for on the booking's due item: messages that send themselves again for hours would pile up.
  if (value.comeAgain <= SHORT_WAIT_S) findings.comeAgain.push(value.comeAgain);
};

/** True once nothing is owed any more; false where the booking has changed since it was read. */
const clearDebt = async (deps: NoticeDeps, { booking, at }: Situation, trace: string): Promise<boolean> => {
  const target = { org: booking.org, id: booking.id, actor: { kind: 'system' }, trace } as const;
  const reminded = owesReminder(booking, at) && { remindersUntil: at };
  const decide = (current: Booking) =>
    owesMail(current, at) && current.version === booking.version
      ? { after: { ...current, noticesOwed: false, ...reminded } }
      : undefined;
  const left = await changeBooking(deps)(target, decide);
  return left === undefined || !owesMail(left, at);
};

/** Until the next reminder, if that is due before the sweep may come again: it sends a booking early where something else of it is due. */
const untilReminder = ({ booking, at }: Situation): number | undefined => {
  const next = nextReminder(booking);
  const wait = next === undefined ? 0 : Math.ceil((Date.parse(next) - Date.parse(at)) / 1000);
  return wait > 0 && wait <= SWEPT_AGAIN_S ? Math.min(wait, MOST_DELAY_S) : undefined;
};

/** True = this run has nothing more to do: all is told, or what is left has to wait. */
const isDone = async (
  deps: NoticeDeps,
  { message, mayTell }: Telling,
  findings: Findings,
): Promise<boolean> => {
  const { org, bookingId, trace } = message;
  const situation = await readSituation(deps)(org, bookingId);
  if (situation === undefined) return true;
  findings.reminderIn = untilReminder(situation);
  if (!(owesMail(situation.booking, situation.at) && (await mayTell(situation.booking)))) return true;
  const tasks = nextTasks(situation, findings.leftAlone);
  if (tasks.length === 0) {
    const isTold = situation.tasks.every(({ step }) => step.do === 'nothing');
    return !isTold || clearDebt(deps, situation, trace);
  }
  for (const attempt of await runRound(deps, situation, tasks, trace)) learn(findings, attempt);
  return findings.throttled;
};

const work = async (deps: NoticeDeps, telling: Telling, findings: Findings): Promise<void> => {
  const stopAt = deps.clock.now() + WORK_MS;
  while (deps.clock.now() < stopAt) if (await isDone(deps, telling, findings)) return;
  findings.comeAgain.push(1);
};

/**
 * Tells everybody what is true of a booking and what they were not told yet, each with one mail; who is told already gets none,
 * so a message more or less changes nothing. One reader's failure stops nobody else; it is thrown at the end.
 */
export const tellPeople =
  (deps: NoticeDeps) =>
  async (message: Work, mayTell: Telling['mayTell'] = () => Promise.resolve(true)): Promise<void> => {
    const findings: Findings = { leftAlone: new Set(), comeAgain: [], errors: [], throttled: false };
    await work(deps, { message, mayTell }, findings);
    const [soonest] = findings.comeAgain.toSorted((a, b) => a - b);
    for (const delay of new Set([soonest, findings.reminderIn]))
      if (delay !== undefined) await deps.queues.send([{ queue: 'mail', body: message }], delay);
    const [cause] = findings.errors;
    if (cause !== undefined)
      throw new AggregateError(findings.errors, 'some readers could not be written to', { cause });
  };
