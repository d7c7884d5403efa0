import type { Booking, CalendarEntry } from '../../events/stored/booking.ts';
import type { QueuedWork } from '../../events/stored/due.ts';
import { awaitsLink } from '../domain/awaits-link.ts';
import type { Log } from '../ports/log.ts';
import type { Queues } from '../ports/queues.ts';

interface Committed {
  readonly before: Booking | undefined;
  readonly after: Booking;
  /** UTC instant of the commit. */
  readonly at: string;
  readonly trace: string;
}

const runs = (entry: CalendarEntry | undefined, at: string): entry is CalendarEntry =>
  entry?.owed !== undefined &&
  entry.state !== 'parked' &&
  (entry.notBefore === undefined || entry.notBefore <= at);

const isNewWork = (before: CalendarEntry | undefined, after: CalendarEntry, at: string): boolean =>
  !runs(before, at) ||
  before.owed !== after.owed ||
  before.eventId !== after.eventId ||
  before.connectionId !== after.connectionId;

const isNewNotice = ({ before, after, at }: Committed): boolean =>
  after.noticesOwed &&
  (!before?.noticesOwed ||
    before.revision !== after.revision ||
    (awaitsLink(before, at) !== undefined && awaitsLink(after, at) === undefined));

const MAIL_DELAY_S = 20;

const newMessages = ({ before, after, at, trace }: Committed): QueuedWork[] => {
  const { org, id: bookingId } = after;
  return Object.entries(after.calendars)
    .filter(([userId, entry]) => runs(entry, at) && isNewWork(before?.calendars[userId], entry, at))
    .map(([userId, { connectionId }]) => ({
      queue: 'provision',
      body: { v: 1, kind: 'booking', org, bookingId, userId, connectionId, trace },
    }));
};

/**
 * Sends on what the commit has made newly owed, and nothing that waits. A crash or a refusal here loses nothing:
 * the due item was committed with the booking and is swept a minute later.
 */
export const enqueueOwed =
  ({ queues, log }: { readonly queues: Queues; readonly log?: Log }) =>
  async (committed: Committed): Promise<void> => {
    const { after, at, trace } = committed;
    const provision = newMessages(committed);
    try {
      if (provision.length > 0) await queues.send(provision);
      if (isNewNotice(committed))
        await queues.send(
          [{ queue: 'mail', body: { v: 1, org: after.org, bookingId: after.id, trace } }],
          awaitsLink(after, at) === undefined ? 0 : MAIL_DELAY_S,
        );
    } catch (error) {
      log?.error('booking.enqueue_failed', error, { bookingId: after.id, trace });
    }
  };
