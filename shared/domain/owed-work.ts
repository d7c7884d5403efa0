import type { Booking, CalendarEntry, Meeting } from '../../events/stored/booking.ts';
import type { QueuedWork } from '../../events/stored/due.ts';
import { awaitsLink } from './awaits-link.ts';
import { bookingMail } from './booking-mail.ts';
import { declineMessage } from './decline-message.ts';
import { owesRegistration } from './guest-link.ts';
import { nextReminder } from './next-reminder.ts';
import { openDeclines } from './open-declines.ts';
import { meetingEnds } from './wanted-meeting.ts';

const GRACE_MS = 60_000;

interface Debt {
  readonly message: QueuedWork;
  readonly dueAt: string;
}

/** Parked entries owe nothing until their connection is back. */
const owes = (entry: CalendarEntry | Meeting): boolean =>
  entry.owed !== undefined && entry.state !== 'parked';

const later = (wait: string | undefined, soon: string, now: string): string =>
  wait !== undefined && wait > now ? wait : soon;

/** When a meeting is to be tended next: what is owed, a second look for what was made twice, or its end. Undefined = never again. */
const meetingDue = (
  booking: Booking,
  [userId, entry]: readonly [string, Meeting],
  { now, soon }: { readonly now: string; readonly soon: string },
): string | undefined => {
  const { state, recheckAt, meetingId, notBefore } = entry;
  if (state === 'parked') return undefined;
  const ends = meetingEnds(booking);
  const isThere = meetingId !== undefined && state !== 'removed' && !(state === 'failed' && ends <= now);
  const dues = [
    ...(owes(entry) || owesRegistration(booking, userId) ? [later(notBefore, soon, now)] : []),
    ...(recheckAt === undefined ? [] : [later(recheckAt, soon, now)]),
    ...(isThere ? [later(ends, later(notBefore, soon, now), now)] : []),
  ];
  return dues.sort()[0];
};

const meetingDebts = (booking: Booking, times: { now: string; soon: string }, trace: string): Debt[] =>
  Object.entries(booking.meetings).flatMap(([userId, entry]): Debt[] => {
    const dueAt = meetingDue(booking, [userId, entry], times);
    const { org, id: bookingId } = booking;
    const { connectionId } = entry;
    const about = { org, bookingId, userId, connectionId, look: false, trace };
    return dueAt === undefined
      ? []
      : [{ dueAt, message: { queue: 'provision', body: { v: 1, kind: 'meeting', ...about } } }];
  });

/** What is held for a guest is let go when its time is over. */
const holdDebts = ({ org, id: bookingId, status, hold }: Booking, soon: string, trace: string): Debt[] => {
  if (status !== 'draft' || hold === undefined) return [];
  const dueAt = hold.until > soon ? hold.until : soon;
  return [{ dueAt, message: { queue: 'provision', body: { v: 1, kind: 'hold', org, bookingId, trace } } }];
};

const declineDebts = (booking: Booking, soon: string, trace: string): Debt[] =>
  openDeclines(booking).length === 0 ? [] : [{ dueAt: soon, message: declineMessage(booking, trace) }];

/** People are told of what is new, and reminded of what is near. */
const mailDebts = (
  booking: Booking,
  { now, soon }: { readonly now: string; readonly soon: string },
  trace: string,
): Debt[] => {
  const { noticesOwed } = booking;
  const reminder = nextReminder(booking);
  const [dueAt] = [
    ...(noticesOwed ? [awaitsLink(booking, now) ?? soon] : []),
    ...(reminder === undefined ? [] : [later(reminder, soon, now)]),
  ].sort();
  return dueAt === undefined ? [] : [{ dueAt, message: bookingMail(booking, trace) }];
};

/**
 * Everything a booking owes to calendars, conference accounts and people, and when it is asked for next: a minute after the direct message,
 * or when the wait that stands on the item ends. Undefined = nothing. An entry whose `notBefore` lies ahead may be named early.
 */
export const owedWork = (
  booking: Booking,
  now: string,
  trace: string,
): { messages: QueuedWork[]; dueAt: string } | undefined => {
  const soon = new Date(Date.parse(now) + GRACE_MS).toISOString();
  const { org, id: bookingId } = booking;
  const debts: Debt[] = Object.entries(booking.calendars)
    .filter(([, entry]) => owes(entry))
    .map(([userId, { connectionId, notBefore }]) => ({
      message: {
        queue: 'provision',
        body: { v: 1, kind: 'booking', org, bookingId, userId, connectionId, trace },
      },
      dueAt: later(notBefore, soon, now),
    }));
  debts.push(
    ...meetingDebts(booking, { now, soon }, trace),
    ...holdDebts(booking, soon, trace),
    ...declineDebts(booking, soon, trace),
    ...mailDebts(booking, { now, soon }, trace),
  );
  const [dueAt] = debts.map((debt) => debt.dueAt).sort();
  return dueAt === undefined ? undefined : { messages: debts.map(({ message }) => message), dueAt };
};
