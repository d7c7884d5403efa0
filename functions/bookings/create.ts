import { BookingPost } from '../../events/http/booking-body.ts';
import type { Booking } from '../../events/stored/booking.ts';
import type { Idempotency } from '../../events/stored/idempotency.ts';
import { createBooking } from '../../shared/bookings/create-booking.ts';
import { HubError } from '../../shared/errors.ts';
import { assertSameRequest, idempotencyOf, madeBefore } from '../../shared/http/idempotency.ts';
import type { Reply } from '../../shared/http/reply.ts';
import type { SignedInRequest } from '../../shared/http/request.ts';
import { route } from '../../shared/http/route.ts';
import { meetPerson } from '../../shared/people/meet-person.ts';
import { awaitCalendars } from './await-calendars.ts';
import { bookingReply } from './booking-reply.ts';
import { postSeries } from './create-series.ts';
import type { Deps } from './deps.ts';
import { assertMayAsk } from './may-change.ts';
import { noBooking } from './may-see.ts';

const spent = ({ bookings, clock }: Deps) => madeBefore({ records: bookings, clock });

type Post = SignedInRequest<unknown, unknown, BookingPost>;

const replay = async (deps: Deps, org: string, id: string): Promise<Reply> => {
  const booking = await deps.bookings.read(org, id);
  if (booking === undefined) throw noBooking();
  return bookingReply(deps)(booking, 201, { location: `/v1/bookings/${id}`, 'idempotent-replayed': 'true' });
};

/** The committed booking, or the id of the one that a twin of this request has made first. */
const create = async (
  deps: Deps,
  { caller, body, requestId }: Post,
  id: string,
  idempotency: Idempotency | undefined,
) => {
  const actor = { kind: 'user', id: caller.userId } as const;
  const target = { org: caller.org, id, actor, trace: requestId, ...(idempotency && { idempotency }) };
  try {
    const result = await createBooking(deps)(target, body);
    if (result.outcome === 'committed') return result.booking;
    if (idempotency) assertSameRequest(idempotency, result.idempotency);
    return result.idempotency.resource;
  } catch (error) {
    // The twin may have taken the very slot a moment earlier: then this is a replay, not a refusal.
    const twin = error instanceof HubError ? await spent(deps)(idempotency) : undefined;
    if (twin === undefined) throw error;
    return twin;
  }
};

const created = async (deps: Deps, booking: Booking, waitSeconds: number): Promise<Reply> => {
  const waited = await awaitCalendars(deps)(booking, waitSeconds);
  return bookingReply(deps)(waited.booking, 201, {
    location: `/v1/bookings/${booking.id}`,
    ...waited.headers,
  });
};

/** `POST /v1/bookings` */
export const postBooking = (deps: Deps) =>
  route({ body: BookingPost }, async (request) => {
    const { caller, body, waitSeconds } = request;
    assertMayAsk(caller, body);
    if (body.hosts.includes(caller.userId)) await meetPerson(deps)(caller);
    const { recurrence } = body;
    if (recurrence !== undefined) return postSeries(deps, request, { ...body, recurrence });
    const id = deps.ids.next('bkg');
    const idempotency = idempotencyOf(request, id, deps.clock.now());
    const made = (await spent(deps)(idempotency)) ?? (await create(deps, request, id, idempotency));
    return typeof made === 'string' ? replay(deps, caller.org, made) : created(deps, made, waitSeconds);
  });
