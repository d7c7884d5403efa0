import type { GuestMoveForm } from '../../events/http/guest-page.ts';
import { type HubError, STATUS } from '../../shared/errors.ts';
import type { Reply } from '../../shared/http/reply.ts';
import { latePage } from '../../shared/pages/late-page.ts';
import { movedPage } from '../../shared/pages/moved-page.ts';
import { reschedulePage } from '../../shared/pages/reschedule-page.ts';
import { contactOf } from './contact-of.ts';
import type { Deps } from './deps.ts';
import { type GuestFrame, guestPage } from './guest-frame.ts';
import { offerWeek } from './offer-week.ts';
import type { MeetingVisit } from './open-link.ts';
import { shownZone } from './shown-zone.ts';
import { unmovable } from './unmovable.ts';
import { viewMeeting } from './view-meeting.ts';

interface Refused {
  readonly error: HubError;
  readonly body: GuestMoveForm;
  readonly path: string;
  readonly frame: GuestFrame;
}

const FAULTS = { slot_taken: 'taken', stale: 'stale', invalid_request: 'missing' } as const;
const isFault = (code: string): code is keyof typeof FAULTS => code in FAULTS;

/** What a person can do something about is shown to them, with other times where there are any; anything else is thrown on. */
export const refusedMove = async (
  deps: Deps,
  visit: MeetingVisit,
  { error, body, path, frame }: Refused,
): Promise<Reply> => {
  const { org, id } = visit.booking;
  const booking = (await deps.bookings.read(org, id)) ?? visit.booking;
  const zone = shownZone(body.zone, booking, visit.guest);
  const meeting = viewMeeting(booking, visit.guest, deps.clock.now(), zone);
  const ending = unmovable(meeting);
  if (ending) return guestPage(STATUS[error.code], movedPage(frame, meeting, { path, ending }), frame);
  if (error.code === 'too_late') {
    const contact = await contactOf(deps, visit);
    return guestPage(409, latePage(frame, meeting, { wish: 'move', path, contact }), frame);
  }
  if (!isFault(error.code)) throw error;
  const week = await offerWeek(deps)(booking, { zone, from: body.from });
  // A time that has changed is a conflict to a browser, which knows no conditions.
  const status = error.code === 'stale' ? 409 : STATUS[error.code];
  const fault = FAULTS[error.code];
  return guestPage(status, reschedulePage(frame, meeting, { path, week, fault }), frame);
};
