import { GuestAnswer, GuestPageParams, GuestPageQuery } from '../../events/http/guest-page.ts';
import type { Booking } from '../../events/stored/booking.ts';
import { HubError } from '../../shared/errors.ts';
import type { Reply } from '../../shared/http/reply.ts';
import { publicRoute } from '../../shared/http/route.ts';
import { answeredPage } from '../../shared/pages/answer-page.ts';
import { dataReply, wantsData } from '../../shared/pages/page-reply.ts';
import { decideAnswer } from './decide-answer.ts';
import type { Deps } from './deps.ts';
import { guestFrame, guestPage } from './guest-frame.ts';
import { hostsInformed } from './informed-of.ts';
import type { MeetingVisit } from './open-link.ts';
import { press } from './press.ts';
import { unanswerablePage } from './unanswerable-page.ts';
import { viewMeeting } from './view-meeting.ts';
import { visitPage } from './visit-page.ts';

interface Said {
  readonly answer: GuestAnswer['answer'];
  readonly trace: string;
}

const commit = (deps: Deps, visit: MeetingVisit, { answer, trace }: Said) => {
  const decide = (current: Booking) =>
    decideAnswer(current, { guestId: visit.guest.id, answer, at: new Date(deps.clock.now()).toISOString() });
  return press(deps, visit, { decide, trace });
};

const answered = async (deps: Deps, visit: MeetingVisit, said: Said, path: string): Promise<Reply> => {
  const frame = guestFrame(visit, { requestId: said.trace });
  const now = deps.clock.now();
  try {
    const { booking, guest, isDone } = await commit(deps, visit, said);
    const isTold = isDone && said.answer === 'declined';
    const informed = isTold ? hostsInformed(booking) : undefined;
    return guestPage(200, answeredPage(frame, viewMeeting(booking, guest, now), { path, informed }), frame);
  } catch (error) {
    if (!(error instanceof HubError) || error.code !== 'booking_over') throw error;
    const booking = (await deps.bookings.read(visit.booking.org, visit.booking.id)) ?? visit.booking;
    return guestPage(409, unanswerablePage(frame, viewMeeting(booking, visit.guest, now)), frame);
  }
};

/** `POST /b/{token}/rsvp`: one of the three buttons. Said again, it changes nothing. */
export const answer = (deps: Deps) =>
  publicRoute(
    { params: GuestPageParams, query: GuestPageQuery, body: GuestAnswer, form: true },
    visitPage(deps, async (visit, { accept, body, requestId: trace }, path) => {
      const said = { answer: body.answer, trace };
      if (!wantsData(accept)) return answered(deps, visit, said, path);
      const { guest } = await commit(deps, visit, said);
      return dataReply(200, { answer: guest.rsvp });
    }),
  );
