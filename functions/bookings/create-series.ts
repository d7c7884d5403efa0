import type { BookingPost } from '../../events/http/booking-body.ts';
import type { SeriesOutcome } from '../../events/http/booking-view.ts';
import type { Booking } from '../../events/stored/booking.ts';
import type { Series } from '../../events/stored/series.ts';
import { advanceSeries } from '../../shared/bookings/series/advance-series.ts';
import { createSeries, type LeftOut, type SeriesPost } from '../../shared/bookings/series/create-series.ts';
import { HubError } from '../../shared/errors.ts';
import { assertSameRequest, idempotencyOf, madeBefore } from '../../shared/http/idempotency.ts';
import type { Reply } from '../../shared/http/reply.ts';
import type { SignedInRequest } from '../../shared/http/request.ts';
import { awaitCalendars } from './await-calendars.ts';
import type { Deps } from './deps.ts';
import { noBooking } from './may-see.ts';
import { requestTime } from './request-time.ts';
import { seriesReply } from './series-reply.ts';

type Post = SignedInRequest<unknown, unknown, BookingPost>;

/** What was made before, by this very request: it is not told again what was in the way of the others. */
interface Made {
  readonly series: Series;
  readonly left: readonly LeftOut[];
  readonly isReplayed: boolean;
}

const found = async (deps: Deps, org: string, id: string): Promise<Made> => {
  const series = await deps.series.read(org, id);
  if (series === undefined) throw noBooking();
  return { series, left: [], isReplayed: true };
};

const make = async (deps: Deps, request: Post, body: SeriesPost): Promise<Made> => {
  const { caller, requestId } = request;
  const id = deps.ids.next('ser');
  const idempotency = idempotencyOf(request, id, deps.clock.now());
  const before = await madeBefore({ records: deps.bookings, clock: deps.clock })(idempotency);
  if (before !== undefined) return found(deps, caller.org, before);
  const actor = { kind: 'user', id: caller.userId } as const;
  const target = { org: caller.org, id, actor, trace: requestId, ...(idempotency && { idempotency }) };
  try {
    const result = await createSeries(deps)(target, body);
    if (result.outcome === 'committed') return { ...result, isReplayed: false };
    if (idempotency) assertSameRequest(idempotency, result.idempotency);
    return await found(deps, caller.org, result.idempotency.resource);
  } catch (error) {
    // A twin of this request may have taken the very slots a moment earlier: then this is a replay, not a refusal.
    const twin =
      error instanceof HubError
        ? await madeBefore({ records: deps.bookings, clock: deps.clock })(idempotency)
        : undefined;
    if (twin === undefined) throw error;
    return found(deps, caller.org, twin);
  }
};

/** The time is claimed: what cannot be made now is made within minutes. */
const firstOf = async (
  deps: Deps,
  { org, id, occurrences, pending }: Series,
  stopAt: number,
): Promise<Booking> => {
  const trace = pending?.trace;
  const failed = await advanceSeries(deps)(org, id, stopAt).then(
    () => undefined,
    (error: unknown) => {
      deps.log?.error('series.unfinished', error, { seriesId: id, trace });
      return { error };
    },
  );
  const first = await deps.bookings.read(org, occurrences[0]?.bookingId ?? '');
  if (first !== undefined) return first;
  throw failed?.error ?? new HubError('busy', { retryAfterSeconds: 5 });
};

const outcomeOf = ({ series, left }: Made): SeriesOutcome => ({
  id: series.id,
  count: series.occurrences.length,
  left: left.map(({ conflicts, ...time }) => ({ ...time, code: 'host_busy', conflicts: [...conflicts] })),
});

/** `POST /v1/bookings` with a recurrence. */
export const postSeries = async (deps: Deps, request: Post, body: SeriesPost): Promise<Reply> => {
  const time = requestTime(deps);
  const made = await make(deps, request, body);
  const first = await firstOf(deps, made.series, time.stopAt);
  const waited = await awaitCalendars(deps)(first, time.waitSeconds(request.waitSeconds));
  const headers = {
    location: `/v1/bookings/${first.id}`,
    ...waited.headers,
    ...(made.isReplayed && { 'idempotent-replayed': 'true' }),
  };
  return seriesReply(deps)(waited.booking, outcomeOf(made), { status: 201, headers });
};
