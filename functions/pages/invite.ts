import { GuestPageParams, GuestPageQuery } from '../../events/http/guest-page.ts';
import type { Notice } from '../../events/stored/notice.ts';
import { nextNotice } from '../../shared/domain/next-notice.ts';
import { noticeTruth } from '../../shared/domain/notice-truth.ts';
import type { Reply } from '../../shared/http/reply.ts';
import { publicRoute } from '../../shared/http/route.ts';
import { PAGE_HEADERS } from '../../shared/pages/page-headers.ts';
import type { Deps } from './deps.ts';
import { guestFrame, guestPage } from './guest-frame.ts';
import type { MeetingVisit } from './open-link.ts';
import { unanswerablePage } from './unanswerable-page.ts';
import { viewMeeting } from './view-meeting.ts';
import { visitPage } from './visit-page.ts';

/** Whoever is invited twice by one address has one calendar: what counts is the last that it got. */
const sequenceOf = (notices: readonly Notice[], address: string): number =>
  notices
    .filter(({ to }) => to.email.toLowerCase() === address.toLowerCase())
    .reduce((last, { sequence, sending }) => Math.max(last, sequence, sending?.sequence ?? -1), -1);

const fileOf = async (deps: Deps, { booking, guest, settings }: MeetingVisit): Promise<string> => {
  const notices = await deps.notices.ofBooking(booking.org, booking.id);
  const notice = notices.find(({ person }) => person === `guest:${guest.id}`);
  const truth = noticeTruth(booking, true, guest);
  const last = sequenceOf(notices, guest.email);
  // As the mail that says so, or will say it next.
  const isSaid = nextNotice(notice?.sending?.told ?? notice?.told, truth) === undefined;
  const { email, name, zone = booking.zone, locale = 'en' } = guest;
  return deps.calendarFiles.write({
    booking,
    hosts: booking.hosts,
    settings,
    reader: { to: { email, name, zone, locale } },
    told: truth,
    sequence: Math.max(0, isSaid ? last : last + 1),
    at: new Date(deps.clock.now()).toISOString(),
  });
};

/** A draft is in nobody's calendar. */
const hasFile = ({ booking: { status, hold } }: MeetingVisit): boolean =>
  status === 'confirmed' || (status === 'cancelled' && hold === undefined);

/** `GET` and `HEAD /b/{token}/invite.ics`: the meeting for a calendar, under the identity that it has in the guest's mails. */
export const invite = (deps: Deps) =>
  publicRoute(
    { params: GuestPageParams, query: GuestPageQuery },
    visitPage(deps, async (visit, request): Promise<Reply> => {
      if (!hasFile(visit)) {
        const frame = guestFrame(visit, request);
        const meeting = viewMeeting(visit.booking, visit.guest, deps.clock.now());
        return guestPage(409, unanswerablePage(frame, meeting), frame);
      }
      const method = visit.booking.status === 'cancelled' ? 'CANCEL' : 'PUBLISH';
      const { 'content-security-policy': _, ...headers } = PAGE_HEADERS;
      return {
        status: 200,
        text: { type: `text/calendar; charset=utf-8; method=${method}`, content: await fileOf(deps, visit) },
        headers: { ...headers, 'content-disposition': 'attachment; filename="invite.ics"' },
      };
    }),
  );
