import { GuestPageParams, GuestPageQuery } from '../../events/http/guest-page.ts';
import { publicRoute } from '../../shared/http/route.ts';
import { cancelledPage, cancelPage } from '../../shared/pages/cancel-page.ts';
import { frameOf } from '../../shared/pages/frame-of.ts';
import { dataReply, pageReply, wantsData } from '../../shared/pages/page-reply.ts';
import type { Deps } from './deps.ts';
import { refuseVisit } from './guest-reply.ts';
import { openLink } from './open-link.ts';
import { meetingData, viewMeeting } from './view-meeting.ts';

const ENDINGS = { cancelled: 'alreadyCancelled', declined: 'alreadyDeclined', over: 'over' } as const;

/** `GET` and `HEAD /b/{token}/cancel`: asks. Whoever opens it, and however often, it changes nothing: scanners open every link. */
export const cancelLink = (deps: Deps) =>
  publicRoute({ params: GuestPageParams, query: GuestPageQuery }, async (request) => {
    const { token } = request.params;
    const visit = await openLink(deps)(token);
    if (visit.leads !== 'to meeting') return refuseVisit(visit, request, 'en');
    const meeting = viewMeeting(visit.booking, visit.guest, deps.clock.now());
    const { status } = meeting;
    if (wantsData(request.accept))
      return dataReply(200, { booking: meetingData(meeting), canCancel: status === 'confirmed' });
    const frame = frameOf(visit.settings, meeting.locale, request);
    if (status !== 'confirmed') return pageReply(200, cancelledPage(frame, meeting, ENDINGS[status]));
    return pageReply(200, cancelPage(frame, meeting, { path: `/b/${token}`, hasMoved: false }));
  });
