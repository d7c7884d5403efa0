import type { Booking } from '../../events/stored/booking.ts';
import type { Notice } from '../../events/stored/notice.ts';
import type { OrgSettings } from '../../events/stored/org-settings.ts';
import type { Person } from '../../events/stored/person.ts';
import { answerOf } from '../domain/answer-of.ts';
import { type NoticeStep, noticeStep } from '../domain/notice-step.ts';
import type { Reader } from '../ports/letters.ts';
import type { NoticeDeps } from './notice-deps.ts';
import { hostIds, readersOf } from './readers.ts';

/** One reader with what they were told and what is to be done about them. */
export interface Task {
  readonly reader: Reader;
  readonly notice: Notice | undefined;
  readonly step: NoticeStep;
}

export interface Situation {
  readonly booking: Booking;
  readonly people: readonly Person[];
  readonly settings: OrgSettings;
  readonly tasks: readonly Task[];
  /** UTC instant at which it was read. */
  readonly at: string;
}

/** Calendars ignore what does not count up, and two guest entries of one address share a calendar. */
const lastSequence = (notices: readonly Notice[], { to }: Reader): number =>
  notices
    .filter((notice) => notice.to.email.toLowerCase() === to.email.toLowerCase())
    .reduce((last, { sequence, sending }) => Math.max(last, sequence, sending?.sequence ?? -1), -1);

/**
 * The booking is read before its notices: what was told until now is seen, and whoever acts upon this does so only while the booking
 * is still the same. So no debt is cleared past a mail that was under way, and no mail goes out for a state that is over.
 */
export const readSituation =
  ({ notices, bookings, people, settings, clock }: NoticeDeps) =>
  async (org: string, bookingId: string): Promise<Situation | undefined> => {
    const booking = await bookings.read(org, bookingId);
    if (booking === undefined) return undefined;
    const told = await notices.ofBooking(org, bookingId);
    const [found, orgSettings] = await Promise.all([
      people.readMany(org, hostIds(booking, told)),
      settings.read(org),
    ]);
    const at = new Date(clock.now()).toISOString();
    const tasks = readersOf(booking, found, told).map((reader): Task => {
      const notice = told.find(({ person }) => person === reader.person);
      const { present, role, served } = reader;
      const invites = !served && (role === 'guest' || present);
      const step = noticeStep({
        booking,
        present,
        role,
        rsvp: answerOf(booking, reader.person),
        guest: booking.guests.find(({ id }) => reader.person === `guest:${id}`),
        hostId: booking.hosts.find(({ userId }) => reader.person === `host:${userId}`)?.userId,
        notice,
        lastSequence: lastSequence(told, reader),
        invites,
        now: at,
      });
      return { reader, notice, step };
    });
    return { booking, people: found, settings: orgSettings, tasks, at };
  };
