import { GuestPageParams, GuestPageQuery } from '../../events/http/guest-page.ts';
import type { Reply } from '../../shared/http/reply.ts';
import { publicRoute } from '../../shared/http/route.ts';
import type { GuestMeeting } from '../../shared/pages/guest-meeting.ts';
import { latePage } from '../../shared/pages/late-page.ts';
import { movedPage } from '../../shared/pages/moved-page.ts';
import { dataReply, wantsData } from '../../shared/pages/page-reply.ts';
import { reschedulePage } from '../../shared/pages/reschedule-page.ts';
import type { WeekOffer } from '../../shared/pages/week-offer.ts';
import { contactOf } from './contact-of.ts';
import type { Deps } from './deps.ts';
import { guestFrame, guestPage } from './guest-frame.ts';
import { offerWeek } from './offer-week.ts';
import type { MeetingVisit } from './open-link.ts';
import { shownZone } from './shown-zone.ts';
import { unmovable } from './unmovable.ts';
import { pageData, viewMeeting } from './view-meeting.ts';
import { visitPage } from './visit-page.ts';

const weekData = (meeting: GuestMeeting, { zone, from, starts, next }: WeekOffer) => {
  const lengthMs = Date.parse(meeting.end) - Date.parse(meeting.start);
  const iso = (ms: number): string => new Date(ms).toISOString();
  return {
    ...pageData(meeting),
    zone,
    from,
    items: starts.map((start) => ({ start: iso(start), end: iso(start + lengthMs) })),
    ...(next && { nextAvailable: iso(next.start) }),
  };
};

interface Asked {
  readonly meeting: GuestMeeting;
  readonly query: Readonly<Record<string, unknown>>;
  readonly path: string;
  readonly requestId: string;
}

const ask = async (
  deps: Deps,
  visit: MeetingVisit,
  { meeting, query, path, requestId }: Asked,
): Promise<Reply> => {
  const frame = guestFrame(visit, { requestId });
  const ending = unmovable(meeting);
  if (ending) return guestPage(200, movedPage(frame, meeting, { path, ending }), frame);
  if (meeting.mayMove === 'late') {
    const contact = await contactOf(deps, visit);
    return guestPage(200, latePage(frame, meeting, { wish: 'move', path, contact }), frame);
  }
  const week = await offerWeek(deps)(visit.booking, { zone: meeting.zone, from: query.from });
  return guestPage(200, reschedulePage(frame, meeting, { path, week }), frame);
};

/** `GET` and `HEAD /b/{token}/reschedule`: other times with the same hosts. Nothing is moved by looking. */
export const rescheduleLink = (deps: Deps) =>
  publicRoute(
    { params: GuestPageParams, query: GuestPageQuery },
    visitPage(deps, async (visit, { query, accept, requestId }, path) => {
      const { booking, guest } = visit;
      const zone = shownZone(query.zone, booking, guest);
      const meeting = viewMeeting(booking, guest, deps.clock.now(), zone);
      if (!wantsData(accept)) return ask(deps, visit, { meeting, query, path, requestId });
      const week =
        meeting.mayMove === 'yes' ? await offerWeek(deps)(booking, { zone, from: query.from }) : undefined;
      return dataReply(200, weekData(meeting, week ?? { zone, from: '', starts: [], later: '' }));
    }),
  );
