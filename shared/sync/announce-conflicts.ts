import type { Feed } from '../../events/stored/feed.ts';
import type { Interval } from '../domain/busy-time.ts';
import type { SyncDeps } from './sync-deps.ts';

type Deps = Pick<SyncDeps, 'bookings' | 'queues' | 'clock'>;

interface Touched {
  /** Whose worker this is: what it announces is looked at when it has ended. */
  readonly feed: Pick<Feed, 'id' | 'org' | 'userId'>;
  readonly spans: readonly Interval[];
  readonly trace: string;
}

const overlaps = (a: Interval, b: Interval): boolean => a.start < b.end && b.start < a.end;

/**
 * Before a worker changes what is known of a host's time: where that touches a booking, those are judged anew when it has ended, and also
 * if it dies in between. Nothing is asked for where nothing overlaps.
 */
export const announceConflicts =
  ({ bookings, queues, clock }: Deps) =>
  async ({ feed, spans, trace }: Touched): Promise<void> => {
    const { id: group, org, userId } = feed;
    const now = new Date(clock.now()).toISOString();
    const ahead = spans.filter(({ end }) => end > now);
    const [first] = ahead.map(({ start }) => start).toSorted();
    const last = ahead
      .map(({ end }) => end)
      .toSorted()
      .at(-1);
    if (first === undefined || last === undefined) return;
    const agendas = await bookings.agendas(org, [userId], first, last);
    const booked = agendas.flatMap((agenda) => Object.values(agenda.bookings));
    const hit = booked.filter(
      (one) => one.status !== 'cancelled' && one.end > now && ahead.some((span) => overlaps(span, one)),
    );
    const [from] = hit.map(({ start }) => start).toSorted();
    const to = hit
      .map(({ end }) => end)
      .toSorted()
      .at(-1);
    if (from === undefined || to === undefined) return;
    const body = { v: 1, kind: 'conflicts', group, org, userId, from, to, trace } as const;
    await queues.send([{ queue: 'sync', body }]);
  };
