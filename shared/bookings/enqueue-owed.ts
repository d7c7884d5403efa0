import type { Booking, CalendarEntry, Meeting } from '../../events/stored/booking.ts';
import type { QueuedWork } from '../../events/stored/due.ts';
import { awaitsLink } from '../domain/awaits-link.ts';
import { bookingMail } from '../domain/booking-mail.ts';
import { conflictsMessage } from '../domain/conflicts-message.ts';
import type { ConflictsOwed } from '../domain/conflicts-owed.ts';
import { declineMessage } from '../domain/decline-message.ts';
import { owesRegistration } from '../domain/guest-link.ts';
import { openDeclines } from '../domain/open-declines.ts';
import type { Log } from '../ports/log.ts';
import type { Queues } from '../ports/queues.ts';

interface Committed {
  readonly before: Booking | undefined;
  readonly after: Booking;
  readonly conflictsOwed?: ConflictsOwed | undefined;
  /** UTC instant of the commit. */
  readonly at: string;
  readonly trace: string;
}

const runs = <E extends CalendarEntry | Meeting>(entry: E | undefined, at: string): entry is E =>
  entry?.owed !== undefined &&
  entry.state !== 'parked' &&
  (entry.notBefore === undefined || entry.notBefore <= at);

const isNewWork = (before: CalendarEntry | undefined, after: CalendarEntry, at: string): boolean =>
  !runs(before, at) ||
  before.owed !== after.owed ||
  before.eventId !== after.eventId ||
  before.connectionId !== after.connectionId;

const isNewMeeting = (before: Meeting | undefined, after: Meeting, at: string): boolean =>
  !runs(before, at) || before.owed !== after.owed || before.connectionId !== after.connectionId;

/** A write that is under way may lack the link that has just come. */
const hasNewLink = ({ before, after }: Committed): boolean =>
  after.conference?.joinUrl !== undefined && before?.conference?.joinUrl !== after.conference.joinUrl;

const isNewNotice = ({ before, after, at }: Committed): boolean =>
  after.noticesOwed &&
  (!before?.noticesOwed ||
    before.revision !== after.revision ||
    (awaitsLink(before, at) !== undefined && awaitsLink(after, at) === undefined));

const MAIL_DELAY_S = 20;

const calendarMessages = (committed: Committed): QueuedWork[] => {
  const { before, after, at, trace } = committed;
  const { org, id: bookingId } = after;
  const isNews = (userId: string, entry: CalendarEntry): boolean =>
    hasNewLink(committed) || isNewWork(before?.calendars[userId], entry, at);
  return Object.entries(after.calendars)
    .filter(([userId, entry]) => runs(entry, at) && isNews(userId, entry))
    .map(([userId, { connectionId }]) => ({
      queue: 'provision',
      body: { v: 1, kind: 'booking', org, bookingId, userId, connectionId, trace },
    }));
};

/** Guests who come and go are registered, or no longer. */
const isNewRegistration = ({ before, after }: Committed, userId: string): boolean =>
  owesRegistration(after, userId) && before?.revision !== after.revision;

const meetingMessages = (committed: Committed): QueuedWork[] => {
  const { before, after, at, trace } = committed;
  const { org, id: bookingId } = after;
  return Object.entries(after.meetings)
    .filter(
      ([userId, entry]) =>
        isNewRegistration(committed, userId) ||
        (runs(entry, at) && isNewMeeting(before?.meetings[userId], entry, at)),
    )
    .map(([userId, { connectionId }]) => ({
      queue: 'provision',
      body: { v: 1, kind: 'meeting', org, bookingId, userId, connectionId, look: false, trace },
    }));
};

const declineMessages = ({ before, after, trace }: Committed): QueuedWork[] => {
  const known = before ? openDeclines(before) : [];
  const isNew = openDeclines(after).some((userId) => !known.includes(userId));
  return isNew ? [declineMessage(after, trace)] : [];
};

const provisionMessages = (committed: Committed): QueuedWork[] => {
  const { after, conflictsOwed: owed, trace } = committed;
  const judging = owed ? [conflictsMessage(after, owed, trace)] : [];
  return [
    ...meetingMessages(committed),
    ...calendarMessages(committed),
    ...declineMessages(committed),
    ...judging,
  ];
};

/**
 * Sends on what the commit has made newly owed, and nothing that waits. A crash or a refusal here loses nothing:
 * the due item was committed with the booking and is swept a minute later.
 */
export const enqueueOwed =
  ({ queues, log }: { readonly queues: Queues; readonly log?: Log }) =>
  async (committed: Committed): Promise<void> => {
    const { after, at, trace } = committed;
    const provision = provisionMessages(committed);
    try {
      if (provision.length > 0) await queues.send(provision);
      if (isNewNotice(committed))
        await queues.send(
          [bookingMail(after, trace)],
          awaitsLink(after, at) === undefined ? 0 : MAIL_DELAY_S,
        );
    } catch (error) {
      log?.error('booking.enqueue_failed', error, { bookingId: after.id, trace });
    }
  };
