import { BookingParams } from '../../events/http/booking-requests.ts';
import { TimelineQuery } from '../../events/http/timeline.ts';
import { contentTag } from '../../shared/http/entity-tag.ts';
import { route } from '../../shared/http/route.ts';
import { type Tagged, untilNews } from '../../shared/http/until-news.ts';
import type { History } from '../../shared/ports/history.ts';
import type { Deps } from './deps.ts';
import { assertMaySee, noBooking } from './may-see.ts';
import { namesOf, usersIn, viewHistory } from './view-history.ts';

/** `GET /v1/bookings/{id}/timeline`: why this meeting is, or is not, in a calendar. For whoever may see the booking. */
export const getTimeline = (deps: Pick<Deps, 'bookings' | 'people'> & { readonly history: History }) =>
  route({ params: BookingParams, query: TimelineQuery }, ({ caller, params, query, ...asked }) =>
    untilNews(async (): Promise<Tagged> => {
      const { org } = caller;
      const booking = await deps.bookings.read(org, params.id);
      if (booking === undefined) throw noBooking();
      assertMaySee(booking, caller);
      const { items, next } = await deps.history.ofSubject({ org, subject: booking.id, ...query });
      const people = await deps.people.readMany(org, [...new Set(items.flatMap(usersIn))]);
      const names = namesOf(booking, people);
      const body = { items: items.map((record) => viewHistory(record, names)), next };
      return { body, etag: contentTag(body) };
    }, asked),
  );
