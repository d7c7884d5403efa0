import { EventTypeParams } from '../../events/http/event-type-view.ts';
import { PublicBookingPost } from '../../events/http/public-booking.ts';
import type { Reply } from '../../shared/http/reply.ts';
import { publicRoute } from '../../shared/http/route.ts';
import { findOffered } from '../../shared/scheduling/find-offered.ts';
import { makePublicBooking } from './make-public-booking.ts';
import type { PublicDeps } from './public-deps.ts';
import { viewPublicBooking } from './view-public-booking.ts';

/** `POST /v1/event-types/{id}/bookings` */
export const postPublicBooking = (deps: PublicDeps) =>
  publicRoute({ params: EventTypeParams, body: PublicBookingPost }, async (request): Promise<Reply> => {
    const eventType = await findOffered(deps)(request.params.id);
    const { booking, token, isReplayed } = await makePublicBooking(deps)(eventType, request);
    const way = token === undefined ? undefined : { token, publicUrl: deps.publicUrl };
    const view = viewPublicBooking(booking, way);
    return {
      status: 201,
      body: view,
      headers: {
        'cache-control': 'no-store',
        ...(view.link !== undefined && { location: view.link }),
        ...(isReplayed && { 'idempotent-replayed': 'true' }),
      },
    };
  });
