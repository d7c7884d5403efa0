import type { SeriesOutcome } from '../../events/http/booking-view.ts';
import type { Booking } from '../../events/stored/booking.ts';
import type { Reply } from '../../shared/http/reply.ts';
import type { SignedInRequest } from '../../shared/http/request.ts';
import { awaitCalendars } from './await-calendars.ts';
import type { Deps } from './deps.ts';
import { mayChangeOf } from './may-change.ts';
import { namedMeeting } from './named-meeting.ts';
import { requestTime } from './request-time.ts';
import { seriesReply } from './series-reply.ts';

type Request = SignedInRequest<{ id: string }, unknown, unknown>;

/** What a request for several meetings of a series is about, and its answer: the named one, with what became of the others. */
export const severalMeetings = async (deps: Deps, request: Request, scope: 'following' | 'all') => {
  const time = requestTime(deps);
  const { caller, params, ifMatch, requestId: trace } = request;
  const { org, userId: id } = caller;
  const named = await namedMeeting(deps, { caller, id: params.id, ifMatch });
  const actor = { kind: 'user', id } as const;
  return {
    about: { org, named, scope, actor, trace, stopAt: time.stopAt, may: mayChangeOf(caller) },
    reply: async (changed: readonly Booking[], left: SeriesOutcome['left']): Promise<Reply> => {
      const now = changed.find((each) => each.id === named.id) ?? named;
      const { booking, headers } = await awaitCalendars(deps)(now, time.waitSeconds(request.waitSeconds));
      const series = { id: now.seriesId ?? '', count: changed.length, left };
      return seriesReply(deps)(booking, series, { headers });
    },
  };
};
