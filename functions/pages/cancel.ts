import { GuestCancel, GuestPageParams, GuestPageQuery } from '../../events/http/guest-page.ts';
import type { Reply } from '../../shared/http/reply.ts';
import { publicRoute } from '../../shared/http/route.ts';
import { cancelledPage, cancelPage } from '../../shared/pages/cancel-page.ts';
import { frameOf } from '../../shared/pages/frame-of.ts';
import type { Frame } from '../../shared/pages/page.ts';
import { dataReply, pageReply, wantsData } from '../../shared/pages/page-reply.ts';
import type { Deps } from './deps.ts';
import { refuseVisit } from './guest-reply.ts';
import { openLink } from './open-link.ts';
import { commitWish, type Pressed, pressCancel } from './press-cancel.ts';
import { viewMeeting } from './view-meeting.ts';

const ENDINGS = {
  done: { cancelled: 'cancelled', declined: 'declined' },
  already: { cancelled: 'alreadyCancelled', declined: 'alreadyDeclined' },
} as const;

const statusOf = ({ booking }: Pressed): 'cancelled' | 'declined' =>
  booking.status === 'cancelled' ? 'cancelled' : 'declined';

const endingPage = (frame: Omit<Frame, 'title'>, pressed: Pressed, path: string, now: number): Reply => {
  const meeting = viewMeeting(pressed.booking, pressed.guest, now);
  if (pressed.outcome === 'moved')
    return pageReply(409, cancelPage(frame, meeting, { path, hasMoved: true }));
  if (pressed.outcome === 'over') return pageReply(409, cancelledPage(frame, meeting, 'over'));
  return pageReply(200, cancelledPage(frame, meeting, ENDINGS[pressed.outcome][statusOf(pressed)]));
};

/** `POST /b/{token}/cancel`: the pressed button. The second time it says so and changes nothing. */
export const cancel = (deps: Deps) =>
  publicRoute(
    { params: GuestPageParams, query: GuestPageQuery, body: GuestCancel, form: true },
    async (request) => {
      const { token } = request.params;
      const visit = await openLink(deps)(token);
      if (visit.leads !== 'to meeting') return refuseVisit(visit, request, 'en');
      if (wantsData(request.accept))
        return dataReply(200, {
          status: statusOf(await commitWish(deps, visit, request.body, request.requestId)),
        });
      const pressed = await pressCancel(deps, visit, request.body, request.requestId);
      const frame = frameOf(visit.settings, visit.guest.locale ?? 'en', request);
      return endingPage(frame, pressed, `/b/${token}`, deps.clock.now());
    },
  );
