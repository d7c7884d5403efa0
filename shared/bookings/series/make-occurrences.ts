import type { Booking } from '../../../events/stored/booking.ts';
import type { Connection } from '../../../events/stored/connection.ts';
import type { OrgSettings } from '../../../events/stored/org-settings.ts';
import type { Series, SeriesChange } from '../../../events/stored/series.ts';
import { transitionBooking } from '../../domain/transition-booking.ts';
import { claimInCalendar } from '../claim-in-calendar.ts';
import { type BookingChange, commitBooking } from '../commit-booking.ts';
import { isRefused } from './is-refused.ts';
import type { SeriesDeps } from './series-deps.ts';

type Creation = Extract<SeriesChange, { kind: 'create' }>;

interface Surroundings {
  readonly connections: readonly Connection[];
  readonly settings: OrgSettings;
  readonly trace: string;
}

/** What was promised is made, even if its link cannot be any more: the time is claimed. */
const plan = async (deps: SeriesDeps, booking: Booking, around: Surroundings): Promise<Booking> => {
  try {
    return await claimInCalendar(deps)(booking, { ...around, calendar: booking.calendar });
  } catch (error) {
    if (!isRefused(error)) throw error;
    deps.log?.error('series.replanned', error, { bookingId: booking.id, trace: around.trace });
    const { location, calendar: _, linkPer: __, ...plain } = booking;
    const planned = await claimInCalendar(deps)(plain, { ...around, calendar: undefined });
    return { ...planned, ...(location && { location }) };
  }
};

const changeFor = (after: Booking, { taken }: Creation): BookingChange => ({
  after,
  type: 'booking.created',
  ...(taken && {
    overlap: 'take',
    alsoBusy: taken.filter(({ start, end }) => start < after.end && after.start < end),
  }),
});

const makeOne = async (deps: SeriesDeps, booking: Booking, creation: Creation, around: Surroundings) => {
  const { actor, trace, quiet } = creation;
  const at = new Date(deps.clock.now()).toISOString();
  const planned = await plan(deps, booking, around);
  const change = changeFor(transitionBooking(planned, {}, { at, quiet }), creation);
  const { org, id } = booking;
  await commitBooking(deps)({ org, id, actor, trace }, async () =>
    (await deps.bookings.read(org, id)) ? undefined : { before: undefined, change },
  );
};

/** Makes the bookings of a series whose time is claimed, each once; false when the time was over before all were there. */
export const makeOccurrences =
  (deps: SeriesDeps) =>
  async (
    { org, id: seriesId, occurrences }: Series,
    creation: Creation,
    stopAt: number,
  ): Promise<boolean> => {
    const { template, times, trace } = creation;
    const there = await deps.series.bookings(
      org,
      times.map(({ bookingId }) => bookingId),
    );
    const made = new Set(there.map(({ id }) => id));
    const hosts = template.hosts.map(({ userId }) => userId);
    const [connections, settings] = await Promise.all([
      deps.connections.ofUsers(org, hosts),
      deps.settings.read(org),
    ]);
    for (const { bookingId: id, start, end } of times.filter(({ bookingId }) => !made.has(bookingId))) {
      if (deps.clock.now() > stopAt) return false;
      const { at: occurrence = start, skipped } = occurrences.find(({ bookingId }) => bookingId === id) ?? {};
      const booking = {
        ...template,
        id,
        start,
        end,
        seriesId,
        occurrence,
        ...(skipped !== undefined && { skipped }),
      };
      await makeOne(deps, booking, creation, { connections, settings, trace });
    }
    return true;
  };
