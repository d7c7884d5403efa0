import { EventTypeParams } from '../../events/http/event-type-view.ts';
import { HoldConfirm } from '../../events/http/public-booking.ts';
import { HubError } from '../../shared/errors.ts';
import { publicRoute } from '../../shared/http/route.ts';
import { guestTokenHash } from '../../shared/notices/guest-token.ts';
import { confirmHold } from '../../shared/scheduling/confirm-hold.ts';
import type { PublicDeps } from './public-deps.ts';
import { viewPublicBooking } from './view-public-booking.ts';

/** `POST /v1/event-types/{id}/bookings/confirm`: by the token, which is in no URL here. */
export const postConfirm = (deps: PublicDeps) =>
  publicRoute({ params: EventTypeParams, body: HoldConfirm }, async ({ params, body, requestId }) => {
    const { token } = body;
    const link = await deps.notices.link(guestTokenHash(token));
    const booking = link && (await confirmHold(deps)(params.id, link, requestId));
    if (booking === undefined)
      throw new HubError('not_found', { detail: 'Nothing is held under this token.' });
    const view = viewPublicBooking(booking, { token, publicUrl: deps.publicUrl }, link?.guestId);
    return { status: 200, body: view, headers: { 'cache-control': 'no-store' } };
  });
