import type { Booking, CalendarEntry } from '../../events/stored/booking.ts';
import type { QueuedWork } from '../../events/stored/due.ts';
import { awaitsLink } from './awaits-link.ts';

const GRACE_MS = 60_000;

interface Debt {
  readonly message: QueuedWork;
  readonly dueAt: string;
}

/** Parked entries owe nothing until their connection is back. */
const owes = (entry: CalendarEntry): boolean => entry.owed !== undefined && entry.state !== 'parked';

/**
 * Everything a booking owes to calendars and people, and when it is asked for next: a minute after the direct message,
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
      dueAt: notBefore !== undefined && notBefore > now ? notBefore : soon,
    }));
  if (booking.noticesOwed)
    debts.push({
      message: { queue: 'mail', body: { v: 1, org, bookingId, trace } },
      dueAt: awaitsLink(booking, now) ?? soon,
    });
  const [dueAt] = debts.map((debt) => debt.dueAt).sort();
  return dueAt === undefined ? undefined : { messages: debts.map(({ message }) => message), dueAt };
};
