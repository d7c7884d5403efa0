import type { BookingPatch } from '../../../events/http/booking-body.ts';
import type { Booking, Host } from '../../../events/stored/booking.ts';
import type { SeriesChange } from '../../../events/stored/series.ts';
import { judgeBookingTime } from '../../domain/booking-time.ts';
import type { Interval } from '../../domain/busy-time.ts';
import { holdId } from '../../domain/hold-id.ts';
import { moveAlike } from '../../domain/series-moves.ts';
import { HubError } from '../../errors.ts';
import type { AgendaChange } from '../../ports/series.ts';
import { judgeCalendars } from '../judge-calendars.ts';
import { heldIn } from './agenda-changes.ts';
import { refuseTaken } from './refuse-taken.ts';
import { seriesConflicts } from './series-conflicts.ts';
import type { SeriesDeps } from './series-deps.ts';

interface Moved {
  readonly named: Booking;
  readonly affected: readonly Booking[];
  readonly patch: BookingPatch;
}

interface Claim {
  readonly change: Pick<Extract<SeriesChange, { kind: 'change' }>, 'times' | 'moves' | 'holders'>;
  readonly agendas: readonly AgendaChange[];
}

type Target = Interval & { readonly bookingId: string; readonly hosts: readonly Host[] };

const spanOf = (times: readonly Interval[]): Interval => ({
  start: times.map(({ start }) => start).toSorted()[0] ?? '',
  end:
    times
      .map(({ end }) => end)
      .toSorted()
      .at(-1) ?? '',
});

const assertApart = (times: readonly Interval[]): void => {
  const sorted = times.toSorted((a, b) => a.start.localeCompare(b.start));
  if (!sorted.some(({ start }, index) => start < (sorted[index - 1]?.end ?? ''))) return;
  throw new HubError('invalid_request', {
    detail: 'The time is not valid: see errors.',
    errors: [{ field: 'end', message: 'makes meetings of the series overlap each other' }],
  });
};

/** All hosts, each once. */
const hostsOf = (targets: readonly Target[]): Host[] => [
  ...new Map(targets.flatMap(({ hosts }) => hosts.map((host) => [host.userId, host]))).values(),
];

/** Holds the new times beside the old ones: throws `host_busy` where one is taken. */
const hold = async (deps: SeriesDeps, org: string, targets: readonly Target[]): Promise<AgendaChange[]> => {
  const hosts = hostsOf(targets);
  const userIds = hosts.map(({ userId }) => userId);
  const span = spanOf(targets);
  const [connections, settings, agendas] = await Promise.all([
    deps.connections.ofUsers(org, userIds),
    deps.settings.read(org),
    deps.bookings.agendas(org, userIds, span.start, span.end),
  ]);
  const about = { booking: { ...span, hosts }, connections, settings, allowConflicts: true };
  const busy = await judgeCalendars(deps)(about);
  const own = new Set(targets.flatMap(({ bookingId }) => [bookingId, holdId(bookingId)]));
  const taken = targets.flatMap((target) =>
    seriesConflicts([target], { hosts: [...target.hosts], agendas, own, busy: ofHosts(busy, target) }),
  );
  refuseTaken(
    taken.filter(({ conflicts }) => conflicts.length > 0),
    'choose another time, or move them one by one',
  );
  return heldIn(
    agendas,
    targets.map(({ bookingId, hosts: own, ...time }) => ({
      id: holdId(bookingId),
      ...time,
      hosts: [...own],
    })),
  );
};

const ofHosts = (busy: Booking['conflicts'], { hosts }: Target): Booking['conflicts'] =>
  busy.filter(({ userId }) => hosts.some((host) => host.userId === userId));

/**
 * When the affected meetings take place after a change of the named one, and what holds that time until they do. Throws `invalid_request`
 * where one comes to lie in the past, too far ahead or upon another, `host_busy` where one is taken.
 */
export const claimMoves =
  (deps: SeriesDeps) =>
  async ({ named, affected, patch }: Moved): Promise<Claim> => {
    const to = { start: patch.start ?? named.start, end: patch.end ?? named.end };
    const moves = to.start !== named.start || to.end !== named.end;
    const own = affected.map(({ id, start, end, hosts, occurrence, skipped }) => ({
      ...{ bookingId: id, start, end, hosts },
      ...{ occurrence, skipped },
    }));
    if (!moves) {
      const times = own.map(({ bookingId, start, end }) => ({ bookingId, start, end }));
      return { change: { times, moves, holders: [] }, agendas: [] };
    }
    const now = deps.clock.now();
    judgeBookingTime(to, now, to.start !== named.start);
    const targets = moveAlike({ from: named, to, zone: named.zone }, own);
    for (const target of targets) judgeBookingTime(target, now, target.bookingId !== named.id);
    assertApart(targets);
    const times = targets.map(({ bookingId, start, end }) => ({ bookingId, start, end }));
    if (patch.allowConflicts === true) return { change: { times, moves, holders: [] }, agendas: [] };
    const holders = hostsOf(targets).map(({ userId }) => userId);
    return { change: { times, moves, holders }, agendas: await hold(deps, named.org, targets) };
  };
