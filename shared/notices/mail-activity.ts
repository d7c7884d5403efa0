import type { Activity } from '../../events/stored/activity.ts';
import type { Booking } from '../../events/stored/booking.ts';
import type { NoticeKind } from '../../events/stored/notice.ts';
import { newActivity } from '../history/new-activity.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import type { NoticeRecord } from '../ports/notices.ts';

interface Mail {
  readonly person: string;
  readonly kind: NoticeKind;
  readonly revision: number;
  readonly attempt?: number;
}

export interface MailOutcome {
  readonly outcome: NonNullable<Activity['outcome']>;
  /** A word, never a message. */
  readonly reason?: string;
}

/** What became of one mail to one person, as a line of the booking's history. */
export const mailActivity =
  ({ ids, clock }: { readonly ids: Ids; readonly clock: Clock }, booking: Booking, trace: string) =>
  ({ person, kind, revision, attempt = 1 }: Mail, { outcome, reason }: MailOutcome): NoticeRecord => ({
    meetingEnd: booking.end,
    activity: newActivity(ids, {
      org: booking.org,
      subject: booking.id,
      kind: 'mail',
      type: `mail.${kind}`,
      at: new Date(clock.now()).toISOString(),
      version: booking.version,
      revision,
      actor: { kind: 'system' },
      trace,
      person,
      outcome,
      ...(reason !== undefined && { reason }),
      ...(attempt > 1 && { attempt }),
    }),
  });
