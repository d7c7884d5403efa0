import { GuestAnswer, GuestPageParams, GuestPageQuery } from '../../events/http/guest-page.ts';
import type { Reply } from '../../shared/http/reply.ts';
import { publicRoute } from '../../shared/http/route.ts';
import { answerPage } from '../../shared/pages/answer-page.ts';
import type { GuestMeeting } from '../../shared/pages/guest-meeting.ts';
import { dataReply, wantsData } from '../../shared/pages/page-reply.ts';
import type { Deps } from './deps.ts';
import { type GuestFrame, guestFrame, guestPage } from './guest-frame.ts';
import { unanswerablePage } from './unanswerable-page.ts';
import { pageData, viewMeeting } from './view-meeting.ts';
import { visitPage } from './visit-page.ts';

interface Asked {
  readonly path: string;
  readonly answer: unknown;
}

const ask = (frame: GuestFrame, meeting: GuestMeeting, { path, answer }: Asked): Reply => {
  if (!meeting.mayAnswer) return guestPage(200, unanswerablePage(frame, meeting), frame);
  const suggested = GuestAnswer.shape.answer.safeParse(answer).data;
  return guestPage(200, answerPage(frame, meeting, { path, suggested }), frame);
};

/** `GET` and `HEAD /b/{token}/rsvp`: asks. The buttons of mails lead here, and scanners open them all: it changes nothing. */
export const answerLink = (deps: Deps) =>
  publicRoute(
    { params: GuestPageParams, query: GuestPageQuery },
    visitPage(deps, async (visit, request, path) => {
      const meeting = viewMeeting(visit.booking, visit.guest, deps.clock.now());
      if (wantsData(request.accept)) return dataReply(200, pageData(meeting));
      return ask(guestFrame(visit, request), meeting, { path, answer: request.query.answer });
    }),
  );
