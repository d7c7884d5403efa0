import { GuestMove, GuestMoveForm, GuestPageParams, GuestPageQuery } from '../../events/http/guest-page.ts';
import { HubError } from '../../shared/errors.ts';
import { parseInput } from '../../shared/http/parse-input.ts';
import type { Reply } from '../../shared/http/reply.ts';
import { publicRoute } from '../../shared/http/route.ts';
import { movedPage } from '../../shared/pages/moved-page.ts';
import { dataReply, wantsData } from '../../shared/pages/page-reply.ts';
import { withContact } from './contact-of.ts';
import type { Deps } from './deps.ts';
import { guestFrame, guestPage } from './guest-frame.ts';
import { allInformed } from './informed-of.ts';
import type { MeetingVisit } from './open-link.ts';
import { pressMove } from './press-move.ts';
import { refusedMove } from './refused-move.ts';
import { shownZone } from './shown-zone.ts';
import { meetingData, viewMeeting } from './view-meeting.ts';
import { visitPage } from './visit-page.ts';

interface Pressed {
  readonly body: GuestMove;
  readonly requestId: string;
  readonly path: string;
}

const moved = async (deps: Deps, visit: MeetingVisit, pressed: Pressed): Promise<Reply> => {
  const { body, requestId: trace, path } = pressed;
  const frame = guestFrame(visit, pressed);
  const zone = shownZone(body.zone, visit.booking, visit.guest);
  try {
    const { booking, before, isDone } = await pressMove(deps, visit, { body, trace });
    const meeting = viewMeeting(booking, visit.guest, deps.clock.now(), zone);
    if (!isDone) return guestPage(200, movedPage(frame, meeting, { path, ending: 'already' }), frame);
    const informed = allInformed(booking, visit.guest);
    return guestPage(200, movedPage(frame, meeting, { path, ending: 'done', before, informed }), frame);
  } catch (error) {
    if (!(error instanceof HubError)) throw error;
    return refusedMove(deps, visit, { error, body, path, frame });
  }
};

const missing = (): HubError =>
  new HubError('invalid_request', {
    detail: 'The body is not valid: see errors.',
    errors: [{ field: 'start', message: 'is missing: choose one of the starts that are offered' }],
  });

/** `POST /b/{token}/reschedule`: the pressed button. Hosts stay who they are; the second time it says so and changes nothing. */
export const reschedule = (deps: Deps) =>
  publicRoute(
    { params: GuestPageParams, query: GuestPageQuery, body: GuestMoveForm, form: true },
    visitPage(deps, async (visit, { accept, body, requestId }, path) => {
      const { start } = body;
      const isForData = wantsData(accept);
      if (start === undefined && isForData) throw missing();
      if (start === undefined)
        return refusedMove(deps, visit, {
          error: missing(),
          body,
          path,
          frame: guestFrame(visit, { requestId }),
        });
      if (!isForData) return moved(deps, visit, { body: { ...body, start }, requestId, path });
      const wish = parseInput(GuestMove, body, 'body');
      const { booking } = await withContact(deps, visit, () =>
        pressMove(deps, visit, { body: wish, trace: requestId }),
      );
      return dataReply(200, { booking: meetingData(viewMeeting(booking, visit.guest, deps.clock.now())) });
    }),
  );
