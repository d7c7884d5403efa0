import { GuestPageParams, GuestPageQuery } from '../../events/http/guest-page.ts';
import { publicRoute } from '../../shared/http/route.ts';
import { bookingPage } from '../../shared/pages/booking-page.ts';
import { dataReply, wantsData } from '../../shared/pages/page-reply.ts';
import { contactOf } from './contact-of.ts';
import type { Deps } from './deps.ts';
import { guestFrame, guestPage } from './guest-frame.ts';
import { shownZone } from './shown-zone.ts';
import { pageData, viewMeeting } from './view-meeting.ts';
import { visitPage } from './visit-page.ts';

/** `GET` and `HEAD /b/{token}`: the guest's meeting. */
export const showBooking = (deps: Deps) =>
  publicRoute(
    { params: GuestPageParams, query: GuestPageQuery },
    visitPage(deps, async (visit, request, path) => {
      const { booking, guest } = visit;
      const meeting = viewMeeting(
        booking,
        guest,
        deps.clock.now(),
        shownZone(request.query.zone, booking, guest),
      );
      if (wantsData(request.accept)) return dataReply(200, pageData(meeting));
      const frame = guestFrame(visit, request);
      const isLate = meeting.mayMove === 'late' || meeting.mayCancel === 'late';
      const contact = isLate ? await contactOf(deps, visit) : undefined;
      const isNew = request.query.booked === '1';
      return guestPage(200, bookingPage(frame, meeting, path, { isNew, contact }), frame);
    }),
  );
