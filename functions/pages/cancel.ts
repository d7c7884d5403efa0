import { GuestCancel, GuestPageParams, GuestPageQuery } from '../../events/http/guest-page.ts';
import type { Booking } from '../../events/stored/booking.ts';
import type { Reply } from '../../shared/http/reply.ts';
import { publicRoute } from '../../shared/http/route.ts';
import { cancelledPage, cancelPage } from '../../shared/pages/cancel-page.ts';
import { latePage } from '../../shared/pages/late-page.ts';
import { dataReply, wantsData } from '../../shared/pages/page-reply.ts';
import { contactOf, withContact } from './contact-of.ts';
import type { Deps } from './deps.ts';
import { guestFrame, guestPage } from './guest-frame.ts';
import { allInformed, hostsInformed } from './informed-of.ts';
import type { MeetingVisit } from './open-link.ts';
import { commitWish, pressCancel } from './press-cancel.ts';
import { viewMeeting } from './view-meeting.ts';
import { visitPage } from './visit-page.ts';

const ENDINGS = {
  done: { cancelled: 'cancelled', declined: 'declined' },
  already: { cancelled: 'alreadyCancelled', declined: 'alreadyDeclined' },
} as const;

const statusOf = ({ status }: Booking): 'cancelled' | 'declined' =>
  status === 'cancelled' ? 'cancelled' : 'declined';

/** A slot that was only held was known to nobody. */
const informedOf = ({ booking, guest }: Pick<MeetingVisit, 'booking' | 'guest'>) => {
  if (booking.status !== 'cancelled') return hostsInformed(booking);
  return booking.hold === undefined ? allInformed(booking, guest) : undefined;
};

type Pressed = Awaited<ReturnType<typeof pressCancel>>;

const endingPage = async (
  deps: Deps,
  visit: MeetingVisit,
  {
    pressed,
    requestId,
    path,
  }: { readonly pressed: Pressed; readonly requestId: string; readonly path: string },
): Promise<Reply> => {
  const { booking, guest, outcome } = pressed;
  const frame = guestFrame(visit, { requestId });
  const meeting = viewMeeting(booking, guest, deps.clock.now());
  const show = (status: number, html: string) => guestPage(status, html, frame);
  if (outcome === 'moved') return show(409, cancelPage(frame, meeting, { path, hasMoved: true }));
  if (outcome === 'over') return show(409, cancelledPage(frame, meeting, { ending: 'over' }));
  if (outcome === 'late') {
    const contact = await contactOf(deps, visit);
    return show(409, latePage(frame, meeting, { wish: 'cancel', path, contact }));
  }
  const ending = ENDINGS[outcome][statusOf(booking)];
  const informed = outcome === 'done' ? informedOf(pressed) : undefined;
  return show(200, cancelledPage(frame, meeting, { ending, informed }));
};

/** `POST /b/{token}/cancel`: the pressed button. The second time it says so and changes nothing. */
export const cancel = (deps: Deps) =>
  publicRoute(
    { params: GuestPageParams, query: GuestPageQuery, body: GuestCancel, form: true },
    visitPage(deps, async (visit, { accept, body, requestId }, path) => {
      if (wantsData(accept)) {
        const { booking } = await withContact(deps, visit, () => commitWish(deps, visit, body, requestId));
        return dataReply(200, { status: statusOf(booking) });
      }
      const pressed = await pressCancel(deps, visit, body, requestId);
      return endingPage(deps, visit, { pressed, requestId, path });
    }),
  );
