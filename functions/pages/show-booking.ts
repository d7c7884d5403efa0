import { GuestPageParams, GuestPageQuery } from '../../events/http/guest-page.ts';
import { publicRoute } from '../../shared/http/route.ts';
import { bookingPage } from '../../shared/pages/booking-page.ts';
import { frameOf } from '../../shared/pages/frame-of.ts';
import { dataReply, pageReply, wantsData } from '../../shared/pages/page-reply.ts';
import type { Deps } from './deps.ts';
import { refuseVisit } from './guest-reply.ts';
import { openLink } from './open-link.ts';
import { meetingData, viewMeeting } from './view-meeting.ts';

/** `GET` and `HEAD /b/{token}`: the guest's meeting. */
export const showBooking = (deps: Deps) =>
  publicRoute({ params: GuestPageParams, query: GuestPageQuery }, async (request) => {
    const { token } = request.params;
    const visit = await openLink(deps)(token);
    if (visit.leads !== 'to meeting') return refuseVisit(visit, request, 'en');
    const meeting = viewMeeting(visit.booking, visit.guest, deps.clock.now());
    if (wantsData(request.accept))
      return dataReply(200, { booking: meetingData(meeting), canCancel: meeting.status === 'confirmed' });
    return pageReply(
      200,
      bookingPage(frameOf(visit.settings, meeting.locale, request), meeting, `/b/${token}`),
    );
  });
