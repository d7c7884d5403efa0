import { createHash } from 'node:crypto';
import type { ExternalEvent } from '../../events/stored/external-event.ts';
import { sameValue } from '../domain/same-value.ts';
import type { CalendarEvent } from '../ports/calendar-provider.ts';
import { announceConflicts } from './announce-conflicts.ts';
import { applyOwnEvents } from './apply-own-events.ts';
import { type Import, rowOf } from './import-events.ts';
import { ownEventBases } from './own-event-bases.ts';
import type { SyncDeps } from './sync-deps.ts';
import { type CalendarReading, takePage } from './take-page.ts';
import { viewOf } from './view-of.ts';

interface Span {
  readonly start: string;
  readonly end: string;
}

interface Compared {
  /** How many events are not as they were known. */
  readonly changes: number;
  /** Stands for all that was told: the same digest later means that nothing has changed. */
  readonly digest: string;
  /** As `ChangePage.zone`. */
  readonly zone: string | undefined;
}

const digestOf = (zone: string | undefined, events: readonly CalendarEvent[]): string => {
  const lines = events.map((event) => JSON.stringify(event)).toSorted();
  return createHash('sha256')
    .update([zone, ...lines].join('\n'))
    .digest('base64url');
};

const DAY_MS = 86_400_000;

/** A whole day may begin earlier or later for the provider than for us: near the ends of a span its absence says nothing. */
const isInside = ({ start, end, allDay }: ExternalEvent, span: Span): boolean => {
  const margin = allDay === undefined ? 0 : DAY_MS;
  return (
    Date.parse(start) + margin < Date.parse(span.end) && Date.parse(end) - margin > Date.parse(span.start)
  );
};

/** A list that is read by pages may skip what moves up while it is read: what seems gone has to be missing twice. */
const readSure = async (
  deps: SyncDeps,
  reading: CalendarReading,
  span: Span,
  first: readonly CalendarEvent[],
): Promise<readonly CalendarEvent[]> => {
  const { events } = await viewOf(deps)(reading, span);
  return [...new Map([...first, ...events].map((event) => [event.id, event])).values()];
};

const missingIn = (events: readonly CalendarEvent[], ids: Iterable<string>): string[] => {
  const told = new Set(events.map(({ id }) => id));
  return [...ids].filter((id) => !told.has(id));
};

interface Known {
  readonly rows: ReadonlyMap<string, ExternalEvent>;
  /** Those that the calendar has to show if they are still there. */
  readonly expected: readonly string[];
  /** Events of ours, with their etags. */
  readonly own: ReadonlyMap<string, string | undefined>;
}

const knownIn = async (deps: SyncDeps, { feed, generation }: CalendarReading, span: Span): Promise<Known> => {
  const rows = await deps.feeds.allEvents(feed.id, generation);
  return {
    rows: new Map(rows.map((row) => [row.id, row])),
    expected: rows.filter((row) => isInside(row, span)).map(({ id }) => id),
    own: await ownEventBases(deps)(feed, { from: span.start, to: span.end }),
  };
};

const isNews =
  (one: Import, { rows, own }: Known) =>
  (event: CalendarEvent): boolean => {
    const { id, etag } = event;
    if (own.has(id)) return etag === undefined || own.get(id) !== etag;
    return one.feed.imports && !sameValue(rows.get(id), rowOf(one, event));
  };

/** Absence is a hint: what is ours is asked for by itself. */
const lookForMissing = async (
  deps: SyncDeps,
  { feed, access, trace }: CalendarReading,
  ids: readonly string[],
): Promise<number> => {
  const references = ids.length === 0 ? [] : await deps.bookings.references(feed.id, ids);
  const { count } = await applyOwnEvents(deps)({ feed, access, trace, believed: false }, references);
  return count;
};

const forgetRows = async (
  deps: SyncDeps,
  { feed, generation, trace }: CalendarReading,
  rows: readonly ExternalEvent[],
): Promise<void> => {
  if (rows.length === 0) return;
  await announceConflicts(deps)({ feed, spans: rows, trace });
  await deps.feeds.removeEvents(
    feed.id,
    generation,
    rows.map(({ id }) => id),
  );
};

/** Brings what is known of a span of time in line with what the calendar shows of it. `before`: the digest of an earlier comparison. */
export const compareWindow =
  (deps: SyncDeps) =>
  async (reading: CalendarReading, span: Span, before?: string): Promise<Compared> => {
    const { feed, generation, window } = reading;
    const view = await viewOf(deps)(reading, span);
    const { zone } = view;
    const digest = digestOf(feed.zone, view.events);
    if (digest === before) return { changes: 0, digest, zone };
    const known = await knownIn(deps, reading, span);
    const ids = [...known.expected, ...known.own.keys()];
    const isSure = view.pages === 1 || missingIn(view.events, ids).length === 0;
    const events = isSure ? view.events : await readSure(deps, reading, span, view.events);
    const news = events.filter(
      isNews({ feed, generation, window, zone: feed.zone ?? 'UTC', trace: reading.trace }, known),
    );
    await takePage(deps)(reading, { events: news });
    const gone = missingIn(events, known.expected);
    await forgetRows(
      deps,
      reading,
      gone.flatMap((id) => known.rows.get(id) ?? []),
    );
    const asked = await lookForMissing(deps, reading, missingIn(events, known.own.keys()));
    return { changes: news.length + gone.length + asked, digest, zone };
  };
