import type { SeriesScope } from '../../../events/http/series-scope.ts';
import type { Booking } from '../../../events/stored/booking.ts';

interface Scope {
  /** The meeting that is named. */
  readonly named: Booking;
  readonly scope: SeriesScope;
  /** Epoch milliseconds. */
  readonly now: number;
  /** With those that keep time for nobody yet. */
  readonly drafts?: boolean;
}

/**
 * Which meetings of the named one's series a change of some is for, in the order of the rule: those that stand and have not ended; what
 * was split off is another series.
 */
export const meetingsInScope = (
  meetings: readonly Booking[],
  { named, scope, now, drafts = false }: Scope,
): Booking[] =>
  meetings
    .filter(({ seriesId, id }) => (scope === 'this' ? id === named.id : seriesId === named.seriesId))
    .filter(({ occurrence = '' }) => scope !== 'following' || occurrence >= (named.occurrence ?? ''))
    .filter(({ status }) => status === 'confirmed' || (drafts && status === 'draft'))
    .filter(({ end }) => Date.parse(end) > now)
    .toSorted((a, b) => (a.occurrence ?? '').localeCompare(b.occurrence ?? ''));
