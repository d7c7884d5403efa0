import { GuestPageParams, GuestPageQuery } from '../../events/http/guest-page.ts';
import type { Reply } from '../../shared/http/reply.ts';
import { publicRoute } from '../../shared/http/route.ts';
import { bookingPage } from '../../shared/pages/booking-page.ts';
import { cancelledPage, cancelPage } from '../../shared/pages/cancel-page.ts';
import type { GuestMeeting } from '../../shared/pages/guest-meeting.ts';
import { latePage } from '../../shared/pages/late-page.ts';
import { dataReply, wantsData } from '../../shared/pages/page-reply.ts';
import { contactOf } from './contact-of.ts';
import type { Deps } from './deps.ts';
import { type GuestFrame, guestFrame, guestPage } from './guest-frame.ts';
import type { MeetingVisit } from './open-link.ts';
import { pageData, viewMeeting } from './view-meeting.ts';
import { visitPage } from './visit-page.ts';

const ENDINGS = {
  cancelled: 'alreadyCancelled',
  released: 'alreadyCancelled',
  declined: 'alreadyDeclined',
  over: 'over',
} as const;
const isEnded = (status: GuestMeeting['status']): status is keyof typeof ENDINGS => status in ENDINGS;

interface Asked {
  readonly frame: GuestFrame;
  readonly meeting: GuestMeeting;
  readonly path: string;
}

const ask = async (deps: Deps, visit: MeetingVisit, { frame, meeting, path }: Asked): Promise<Reply> => {
  const { status, mayCancel } = meeting;
  if (isEnded(status))
    return guestPage(200, cancelledPage(frame, meeting, { ending: ENDINGS[status] }), frame);
  if (mayCancel === 'no') return guestPage(200, bookingPage(frame, meeting, path), frame);
  if (mayCancel === 'yes')
    return guestPage(200, cancelPage(frame, meeting, { path, hasMoved: false }), frame);
  const contact = await contactOf(deps, visit);
  return guestPage(200, latePage(frame, meeting, { wish: 'cancel', path, contact }), frame);
};

/** `GET` and `HEAD /b/{token}/cancel`: asks. Whoever opens it, and however often, it changes nothing: scanners open every link. */
export const cancelLink = (deps: Deps) =>
  publicRoute(
    { params: GuestPageParams, query: GuestPageQuery },
    visitPage(deps, async (visit, request, path) => {
      const meeting = viewMeeting(visit.booking, visit.guest, deps.clock.now());
      if (wantsData(request.accept)) return dataReply(200, pageData(meeting));
      return ask(deps, visit, { frame: guestFrame(visit, request), meeting, path });
    }),
  );
