import type { Feed } from '../../events/stored/feed.ts';
import type { Interval } from '../domain/busy-time.ts';
import type { SyncDeps } from './sync-deps.ts';

type Deps = Pick<SyncDeps, 'bookings' | 'queues' | 'clock'>;

interface Touched {
  /** Whose worker this is: what it announces is looked at when it has ended. */
  readonly feed: Pick<Feed, 'id' | 'org' | 'userId'>;
  readonly spans: readonly Interval[];
  readonly trace: string;
  /** Bookings that have been asked for already. */
  readonly except?: readonly string[];
}

const overlaps = (a: Interval, b: Interval): boolean => a.start < b.end && b.start < a.end;

/**
 * Before a worker changes what is known of a host's time: where that touches a booking, those are judged anew when it has ended, and also
 * if it dies in between. Asked again afterwards, it finds whoever booked meanwhile. Nothing is asked for where nothing overlaps. Resolves to
 * the ids of the bookings.
 */
export const announceConflicts =
  ({ bookings, queues, clock }: Deps) =>
  async ({ feed, spans, trace, except = [] }: Touched): Promise<readonly string[]> => {
    const { id: group, org, userId } = feed;
    const now = new Date(clock.now()).toISOString();
    const ahead = spans.filter(({ end }) => end > now);
    const [first] = ahead.map(({ start }) => start).toSorted();
    const last = ahead
      .map(({ end }) => end)
      .toSorted()
      .at(-1);
    if (first === undefined || last === undefined) return [];
    const agendas = await bookings.agendas(org, [userId], first, last);
    const hit = agendas
      .flatMap(({ bookings: all }) => Object.entries(all))
      .filter(([id]) => !except.includes(id))
      .filter(
        ([, { status, start, end }]) =>
          status !== 'cancelled' && end > now && ahead.some((span) => overlaps(span, { start, end })),
      );
    const [from] = hit.map(([, { start }]) => start).toSorted();
    const to = hit
      .map(([, { end }]) => end)
      .toSorted()
      .at(-1);
    if (from === undefined || to === undefined) return [];
    const body = { v: 1, kind: 'conflicts', group, org, userId, from, to, trace } as const;
    await queues.send([{ queue: 'sync', body }]);
    return hit.map(([id]) => id);
  };
