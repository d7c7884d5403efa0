import type { Booking, Guest, Rsvp } from '../../events/stored/booking.ts';
import type { Notice, NoticeKind, Reminded, Told } from '../../events/stored/notice.ts';
import { awaitsLink } from './awaits-link.ts';
import { dueReminder } from './due-reminder.ts';
import { type NextNotice, nextNotice } from './next-notice.ts';
import { noticeTruth } from './notice-truth.ts';

type Sending = NonNullable<Notice['sending']>;

/**
 * nothing: they know it all · wait: for a link or an answer · record: it counts as told without a mail · send: one mail · skip: this reminder is
 * not for them.
 */
export type NoticeStep =
  | { readonly do: 'nothing' }
  | { readonly do: 'wait' }
  | {
      readonly do: 'record';
      readonly told: Told;
      readonly sequence: number;
      readonly missed?: Sending['kind'];
      readonly reminded?: Reminded | undefined;
      /** UTC instant, where they are to know of it since before it was recorded. */
      readonly since?: string | undefined;
    }
  | { readonly do: 'skip'; readonly reminded: Reminded; readonly reason: 'too_late' | 'declined' | 'bounced' }
  | { readonly do: 'send'; readonly mail: Omit<Sending, 'until'> };

interface Circumstances {
  readonly booking: Booking;
  readonly present: boolean;
  readonly role: 'host' | 'guest';
  /** Of somebody who takes part. */
  readonly rsvp: Rsvp | undefined;
  /** Whom of the guests it is for; absent = a host, or somebody who was taken off. */
  readonly guest?: Guest | undefined;
  /** Which host it is for. */
  readonly hostId?: string | undefined;
  readonly notice: Notice | undefined;
  /** The highest SEQUENCE that ever went to this address for this booking; -1 = none. */
  readonly lastSequence: number;
  /** Our mail is what puts the meeting into this reader's calendar. */
  readonly invites: boolean;
  readonly now: string;
}

const latest = (one: string, other = ''): string => (other > one ? other : one);

/** Mail that comes after the meeting began helps nobody, unless the change itself was made meanwhile: then it may come until the end. */
const isTooLate = (
  { told, previous }: Pick<Sending, 'told' | 'previous'>,
  since: string,
  now: string,
): boolean => {
  const begin = latest(told.start, previous?.start);
  return latest(told.end, previous?.end) <= now || (begin <= now && since < begin);
};

/** A cancellation names what the reader knows: a time that they never heard of would only confuse. */
const contentOf = ({ kind, previous }: NextNotice, truth: Told): Told =>
  kind === 'cancellation' && previous
    ? { ...previous, status: 'cancelled', revision: truth.revision }
    : truth;

/** Once a calendar holds our invitation, everything later has to reach it. */
const isInvited = ({ notice, invites }: Circumstances, kind: NoticeKind): boolean =>
  notice?.told?.invited === true || (invites && kind !== 'cancellation');

const forNews = (next: NextNotice, truth: Told, circumstances: Circumstances): NoticeStep => {
  const { booking, notice, lastSequence, now } = circumstances;
  const content = contentOf(next, truth);
  const told = { ...content, invited: notice?.told?.invited ?? false };
  const silently = { do: 'record', told, sequence: notice?.sequence ?? -1 } as const;
  if (booking.quietUntil >= booking.revision) return { ...silently, since: booking.quietSince };
  if (next.kind !== 'cancellation' && awaitsLink(booking, now) !== undefined) return { do: 'wait' };
  if (isTooLate({ ...next, told }, booking.noticesSince ?? now, now))
    return { ...silently, missed: next.kind };
  const invited = isInvited(circumstances, next.kind);
  return {
    do: 'send',
    mail: { ...next, told: { ...content, invited }, sequence: lastSequence + 1, attempt: 1 },
  };
};

/** Mail that nobody needs is not sent to who said that they stay away, nor where mail does not arrive. */
const whyNot = ({ booking, notice, rsvp, now }: Circumstances) => {
  if (booking.start <= now) return 'too_late';
  if (rsvp === 'declined') return 'declined';
  return notice?.last?.state === 'bounced' ? 'bounced' : undefined;
};

/** Nobody knows whether it went. If something newer has to be said, that says it all; else the same words go again. */
const again = (sending: Sending, truth: Told, circumstances: Circumstances): NoticeStep => {
  const { now } = circumstances;
  if (now < sending.until) return { do: 'wait' };
  const { until: _, ...mail } = sending;
  const { kind, told, previous, reminded, sequence } = mail;
  const recorded = { do: 'record', told, sequence, reminded } as const;
  if (latest(told.start, previous?.start) <= now) return { ...recorded, missed: kind };
  const isOver = kind === 'reminder' && whyNot(circumstances) !== undefined;
  if (isOver || nextNotice(told, truth) !== undefined) return recorded;
  return { do: 'send', mail: { ...mail, attempt: mail.attempt + 1 } };
};

/** They know it all, and may have to be reminded. A reminder has no calendar part: calendars know, and would ask for another answer. */
const forReminder = (truth: Told, circumstances: Circumstances): NoticeStep => {
  const { booking, notice, role, now } = circumstances;
  const reminded =
    notice && truth.status === 'confirmed' ? dueReminder({ booking, role, notice, now }) : undefined;
  if (notice?.told === undefined || reminded === undefined) return { do: 'nothing' };
  const reason = whyNot(circumstances);
  if (reason !== undefined) return { do: 'skip', reminded, reason };
  const told = { ...truth, invited: notice.told.invited };
  return { do: 'send', mail: { kind: 'reminder', told, reminded, sequence: notice.sequence, attempt: 1 } };
};

/** What has to be done for one reader, from what they were told and what is true now. */
export const noticeStep = (circumstances: Circumstances): NoticeStep => {
  const { booking, present, guest, hostId, notice } = circumstances;
  const truth = noticeTruth(booking, present, guest, hostId);
  if (notice?.sending) return again(notice.sending, truth, circumstances);
  const next = nextNotice(notice?.told, truth);
  return next === undefined ? forReminder(truth, circumstances) : forNews(next, truth, circumstances);
};
