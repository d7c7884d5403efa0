import type { Agenda } from '../../events/stored/agenda.ts';
import type { Booking } from '../../events/stored/booking.ts';
import type { Idempotency } from '../../events/stored/idempotency.ts';
import type { Series } from '../../events/stored/series.ts';
import type { SeriesNotice } from '../../events/stored/series-notice.ts';
import type { ConflictsOwed } from '../domain/conflicts-owed.ts';
import type { MintedLink } from './bookings.ts';

/** What changes in one agenda, all at once. */
export interface AgendaChange {
  readonly agenda: Agenda;
  readonly set: Agenda['bookings'];
  readonly remove: readonly string[];
}

/** One change of a series with everything that must be true together with it. */
export interface SeriesCommit {
  /** Written if the stored version is its own - 1. What is pending is asked for again a minute later, until nothing is. */
  readonly series: Series;
  /** Only while they are as they were read. */
  readonly agendas: readonly AgendaChange[];
  readonly idempotency?: Idempotency;
  /** Asked for a minute later, unless that is done by then. */
  readonly conflictsOwed?: { readonly owed: ConflictsOwed; readonly trace: string };
  /** UTC instant of the commit. */
  readonly at: string;
}

type SeriesCommitted =
  | { readonly outcome: 'committed' }
  /** The series or an agenda has changed: read again, judge again. */
  | { readonly outcome: 'stale' }
  /** Another request with this idempotency key was first. */
  | { readonly outcome: 'replayed'; readonly idempotency: Idempotency };

/** What a mail about several meetings was decided upon. */
export interface SeriesPremises {
  readonly series: Pick<Series, 'version'>;
  /** What each reader was told of each meeting, at most 98; version 0: nothing yet. */
  readonly told: readonly { readonly bookingId: string; readonly person: string; readonly version: number }[];
}

/** Series with what holds the time of their meetings, and the mails about several of them. */
export interface SeriesStore {
  /** Consistent; by its id, or that of a part of it. */
  read(org: string, id: string): Promise<Series | undefined>;
  /** The bookings of these ids that there are, by start. Consistent. */
  bookings(org: string, ids: readonly string[]): Promise<readonly Booking[]>;
  /** Throws `invalid_request` where it touches more than 97 agendas. */
  commit(change: SeriesCommit): Promise<SeriesCommitted>;
  /** Mails that are under way. Consistent. */
  notices(org: string, id: string): Promise<readonly SeriesNotice[]>;
  /**
   * Writes if the stored version is `notice.version` - 1, and only while what it was decided upon is still so. False when somebody else
   * was first.
   */
  putNotice(notice: SeriesNotice, only?: SeriesPremises): Promise<boolean>;
  /** At most 100. */
  putLinks(links: readonly MintedLink[]): Promise<void>;
}
