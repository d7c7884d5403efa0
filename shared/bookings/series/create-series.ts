import type { BookingPost } from '../../../events/http/booking-body.ts';
import type { RecurrenceBody } from '../../../events/http/recurrence-body.ts';
import type { Booking } from '../../../events/stored/booking.ts';
import type { Idempotency } from '../../../events/stored/idempotency.ts';
import type { Series } from '../../../events/stored/series.ts';
import type { Conflict } from '../../domain/booking-conflicts.ts';
import { judgeBookingTime } from '../../domain/booking-time.ts';
import { type SeriesTime, seriesTimes } from '../../domain/series-times.ts';
import { untilWritten } from '../../people/until-written.ts';
import { claimInCalendar } from '../claim-in-calendar.ts';
import type { CommitTarget } from '../commit-booking.ts';
import { composeBooking } from '../create-booking.ts';
import { defaultLocation } from '../default-location.ts';
import { findHosts } from '../find-hosts.ts';
import { judgeCalendars } from '../judge-calendars.ts';
import { judgeLinkPer } from '../judge-link-per.ts';
import { refuseHostsAsGuests } from '../refuse-hosts-as-guests.ts';
import { heldIn } from './agenda-changes.ts';
import { refuseTaken } from './refuse-taken.ts';
import { seriesConflicts } from './series-conflicts.ts';
import type { SeriesDeps } from './series-deps.ts';

export type SeriesPost = Omit<BookingPost, 'recurrence'> & { readonly recurrence: RecurrenceBody };

/** A meeting that the rule names and that was not made. */
export interface LeftOut {
  readonly start: string;
  readonly end: string;
  readonly conflicts: readonly Conflict[];
}

export type SeriesCreated =
  | { readonly outcome: 'committed'; readonly series: Series; readonly left: readonly LeftOut[] }
  | { readonly outcome: 'replayed'; readonly idempotency: Idempotency };

interface Prepared {
  readonly template: Booking;
  readonly first: Pick<Series, 'start' | 'lengthMs'>;
  /** Of the meetings' bookings, chosen now: whoever makes them later makes each once. */
  readonly times: readonly (SeriesTime & { readonly bookingId: string })[];
  readonly busy: readonly Conflict[];
}

const prepare = async (
  deps: SeriesDeps,
  target: CommitTarget,
  { recurrence, skipConflicts: _, ...body }: SeriesPost,
): Promise<Prepared> => {
  const now = deps.clock.now();
  judgeBookingTime(body, now);
  const { times, ...first } = seriesTimes({ ...body, recurrence });
  const span = { start: times[0]?.start ?? body.start, end: times.at(-1)?.end ?? body.end };
  for (const time of times) judgeBookingTime(time, now);
  const [hosts, connections, settings, location] = await Promise.all([
    findHosts(deps)(target.org, body.hosts),
    deps.connections.ofUsers(target.org, body.hosts),
    deps.settings.read(target.org),
    defaultLocation(deps)(target.org, body),
  ]);
  judgeLinkPer(body.linkPer, { location });
  const facts = { at: new Date(now).toISOString(), hosts, location, settings };
  const template = composeBooking(deps, target, body, facts);
  await refuseHostsAsGuests(deps)(template);
  const booking = { ...template, ...span };
  const busy = await judgeCalendars(deps)({ booking, connections, settings, allowConflicts: true });
  const { calendar } = body;
  await claimInCalendar(deps)(template, { calendar, connections, settings, trace: target.trace });
  return {
    template,
    first,
    times: times.map((time) => ({ bookingId: deps.ids.next('bkg'), ...time })),
    busy,
  };
};

const compose = (
  { clock }: SeriesDeps,
  { org, id, actor, trace }: CommitTarget,
  { body, prepared, free }: { body: SeriesPost; prepared: Prepared; free: Prepared['times'] },
): Series => {
  const at = new Date(clock.now()).toISOString();
  const { template, first, busy } = prepared;
  const times = free.map(({ bookingId, start, end }) => ({ bookingId, start, end }));
  return {
    ...{ v: 1, id, org, version: 1, zone: body.zone, ...first, rule: body.recurrence.rule },
    occurrences: free.map(({ bookingId, start, skipped }) => ({
      ...{ bookingId, at: start },
      ...(skipped !== undefined && { skipped }),
    })),
    splits: 0,
    pending: {
      ...{ kind: 'create', actor, trace, at, template, times },
      quiet: body.notify === 'none',
      ...(body.allowConflicts === true && { taken: [...busy] }),
    },
    createdAt: at,
  };
};

/** Undefined: somebody else was faster, judge again. */
const claim = async (
  deps: SeriesDeps,
  target: CommitTarget,
  body: SeriesPost,
  prepared: Prepared,
): Promise<SeriesCreated | undefined> => {
  const { template, times, busy } = prepared;
  const { hosts } = template;
  const [start, end] = [times[0]?.start ?? '', times.at(-1)?.end ?? ''];
  const userIds = hosts.map(({ userId }) => userId);
  const agendas = await deps.bookings.agendas(target.org, userIds, start, end);
  const judged = seriesConflicts(times, { hosts, agendas, busy, own: new Set() });
  const taken = body.allowConflicts === true ? [] : judged.filter(({ conflicts }) => conflicts.length > 0);
  if (!body.skipConflicts || taken.length === times.length)
    refuseTaken(taken, 'choose another time, or set skipConflicts to leave these out');
  const left = new Set(taken.map(({ time }) => time));
  const free = times.filter((time) => !left.has(time));
  const series = compose(deps, target, { body, prepared, free });
  const held = free.map(({ bookingId: id, ...time }) => ({ id, ...time, hosts }));
  const { idempotency } = target;
  const result = await deps.series.commit({
    series,
    agendas: heldIn(agendas, held),
    ...(idempotency && { idempotency }),
    at: series.createdAt,
  });
  if (result.outcome === 'stale') return undefined;
  if (result.outcome === 'replayed') return result;
  const leftOut = taken.map(({ time, conflicts }) => ({ start: time.start, end: time.end, conflicts }));
  return { outcome: 'committed', series, left: leftOut };
};

/**
 * Claims the time of all meetings of a series for its hosts in one transaction, all or nothing; the bookings themselves are made from what
 * is pending then. Throws as `createBooking` does; `host_busy` names every meeting whose time is taken.
 */
export const createSeries =
  (deps: SeriesDeps) =>
  async (target: CommitTarget, body: SeriesPost): Promise<SeriesCreated> => {
    const prepared = await prepare(deps, target, body);
    return untilWritten(() => claim(deps, target, body, prepared));
  };
