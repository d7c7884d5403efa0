import type { MailWork } from '../../../events/internal/mail-work.ts';
import type { Booking } from '../../../events/stored/booking.ts';
import type { Series } from '../../../events/stored/series.ts';
import { awaitsLink } from '../../domain/awaits-link.ts';
import { owesReminder } from '../../domain/owes-mail.ts';
import { tellPeople } from '../tell-people.ts';
import type { SeriesNoticeDeps } from './series-notice-deps.ts';
import { tellOfSeveral } from './tell-of-several.ts';

type Work = Extract<MailWork, { bookingId: string }>;

interface Owing {
  readonly series: Series;
  readonly meetings: readonly Booking[];
}

/** False: people wait for the others of the series. */
const mayTellSingly = async (
  deps: SeriesNoticeDeps,
  { series, meetings }: Owing,
  message: Work,
): Promise<boolean> => {
  if (meetings.length < 2) return true;
  const now = new Date(deps.clock.now()).toISOString();
  if (meetings.some((booking) => awaitsLink(booking, now) !== undefined)) return false;
  return tellOfSeveral(deps)(series, message);
};

/** A change of several is under way, or their links are made: in the order of the meetings, so that one read tells. */
const isUnderWay = async (
  deps: SeriesNoticeDeps,
  { org, occurrences, pending }: Series,
): Promise<boolean> => {
  if (pending) return true;
  const last = await deps.bookings.read(org, occurrences.at(-1)?.bookingId ?? '');
  const now = new Date(deps.clock.now()).toISOString();
  return last?.noticesOwed === true && awaitsLink(last, now) !== undefined;
};

/** A reminder is of one meeting: it does not wait for what is new of others, and leaves what is new of its own to be told with theirs. */
const isReminder = async (deps: SeriesNoticeDeps, { org, bookingId }: Work): Promise<boolean> => {
  const booking = await deps.bookings.read(org, bookingId);
  const now = new Date(deps.clock.now()).toISOString();
  return booking !== undefined && !booking.noticesOwed && owesReminder(booking, now);
};

const tellNews = async (deps: SeriesNoticeDeps, series: Series, message: Work): Promise<void> => {
  const ids = series.occurrences.map(({ bookingId }) => bookingId);
  const meetings = (await deps.series.bookings(series.org, ids)).filter(({ noticesOwed }) => noticesOwed);
  if (!(await mayTellSingly(deps, { series, meetings }, message))) return;
  const isCalm = async () => (await deps.series.read(series.org, series.id))?.version === series.version;
  for (const bookingId of new Set([message.bookingId, ...meetings.map(({ id }) => id)]))
    await tellPeople(deps)({ ...message, bookingId }, isCalm);
};

/**
 * Tells everybody what is new of a series: of several meetings in one mail to each, of a single one as of any booking. While a change of
 * several is under way, or their links are still being made, it waits: every meeting that owes mails has a due item that asks again.
 */
export const tellSeries =
  (deps: SeriesNoticeDeps) =>
  async (message: Work & { readonly seriesId: string }): Promise<void> => {
    if (await isReminder(deps, message))
      return tellPeople(deps)(message, async ({ noticesOwed }) => !noticesOwed);
    const series = await deps.series.read(message.org, message.seriesId);
    if (series === undefined) return tellPeople(deps)(message);
    if (!(await isUnderWay(deps, series))) await tellNews(deps, series, message);
  };
