import PostalMime from 'postal-mime';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { BookingPatch, BookingPost } from '../../events/http/booking-body.ts';
import type { Booking } from '../../events/stored/booking.ts';
import type { QueuedWork } from '../../events/stored/due.ts';
import type { Series } from '../../events/stored/series.ts';
import { cancelSeries } from '../../shared/bookings/series/cancel-series.ts';
import { changeSeries } from '../../shared/bookings/series/change-series.ts';
import { createSeries } from '../../shared/bookings/series/create-series.ts';
import type { SeriesDeps } from '../../shared/bookings/series/series-deps.ts';
import { randomIds } from '../../shared/ids.ts';
import { writeLetter } from '../../shared/mail/write-letter.ts';
import { writeSeriesLetter } from '../../shared/mail/write-series-letter.ts';
import type { SeriesNoticeDeps } from '../../shared/notices/series/series-notice-deps.ts';
import type { SendResult } from '../../shared/ports/mailer.ts';
import { dynamoAvailabilitySchedules } from '../../shared/store/availability-schedules.ts';
import { dynamoBookings } from '../../shared/store/bookings.ts';
import { dynamoConnections } from '../../shared/store/connections.ts';
import { dynamoDues } from '../../shared/store/dues.ts';
import { dynamoFeeds } from '../../shared/store/feeds.ts';
import { dynamoNotices } from '../../shared/store/notices.ts';
import { dynamoOrgSettings } from '../../shared/store/org-settings.ts';
import { dynamoPeople } from '../../shared/store/people.ts';
import { dynamoSeries } from '../../shared/store/series.ts';
import { AT } from './a-booking.ts';
import { aPerson } from './a-person.ts';
import { order } from './order.ts';
import { scratchTables, TABLE } from './scratch-tables.ts';

const SENDER = { from: 'meridian@hub.example', publicUrl: 'https://hub.example' };
export const BEN = { kind: 'user', id: 'ben' } as const;

interface Sent {
  readonly to: string;
  readonly subject: string;
}

/** The stores in a table of their own, with the surroundings of a function: what a series needs, without a hub around it. */
const setUp = async () => {
  const scratch = await scratchTables();
  const table = { client: scratch.client, name: TABLE };
  let now = Date.parse(AT);
  let tick = 0;
  const queued: QueuedWork[] = [];
  const logged: string[] = [];
  const sent: Sent[] = [];
  const answers: SendResult[] = [];
  let meanwhile: (() => Promise<void>) | undefined;

  const deps = {
    bookings: dynamoBookings(table),
    people: dynamoPeople(table),
    connections: dynamoConnections(table),
    feeds: dynamoFeeds(table),
    schedules: dynamoAvailabilitySchedules(table),
    settings: dynamoOrgSettings(table),
    notices: dynamoNotices(table),
    series: dynamoSeries(table),
    dues: dynamoDues(table),
    letters: writeLetter(SENDER),
    seriesLetters: writeSeriesLetter(SENDER),
    mailer: {
      send: async ({ to, raw }) => {
        const { subject = '' } = await PostalMime.parse(raw);
        sent.push({ to, subject });
        const act = meanwhile;
        meanwhile = undefined;
        await act?.();
        return answers.shift() ?? { outcome: 'sent', messageId: `ses-${sent.length}` };
      },
    },
    queues: {
      send: async (messages) => {
        queued.push(...messages);
      },
    },
    ids: randomIds,
    clock: {
      now: () => {
        now += tick;
        return now;
      },
    },
    log: {
      info: () => undefined,
      error: (event) => {
        logged.push(event);
      },
    },
  } satisfies SeriesDeps & SeriesNoticeDeps & Record<string, unknown>;

  const meetingsOf = ({ occurrences }: Series): Promise<readonly Booking[]> =>
    deps.series.bookings(
      'acme',
      occurrences.map(({ bookingId }) => bookingId),
    );

  /** Ben asks something for all of its meetings, by the first. */
  const forAll = async (series: Series, trace: string) => {
    const [named] = await meetingsOf(series);
    if (named === undefined) throw new Error('it has no meeting');
    return { org: 'acme', named, scope: 'all', actor: BEN, trace, may: () => true } as const;
  };

  return {
    deps,
    scratch,
    queued,
    logged,
    sent,
    /** What the mail service says of the next mails, instead of yes. */
    answers,
    meetingsOf,
    reset: async () => {
      await scratch.tables.reset();
      scratch.tables.faults.clear();
      [now, tick] = [Date.parse(AT), 0];
      for (const list of [queued, logged, sent, answers]) list.splice(0);
      meanwhile = undefined;
      for (const id of ['ben', 'chloe'])
        await deps.people.put(aPerson({ id, name: id, email: `${id}@acme.example` }));
    },
    /** From now on every look at the clock takes so many milliseconds. */
    slow: (ms: number) => {
      tick = ms;
    },
    pass: (seconds: number) => {
      now += seconds * 1000;
    },
    /** Happens while the next mail is sent. */
    whileSending: (act: () => Promise<void>) => {
      meanwhile = act;
    },
    /** The next transaction (that names this) but so many is never made, and whoever asked for it dies. */
    dieAfter: (skip: number, about = '') =>
      scratch.tables.faults.add({ kind: 'drop', operation: 'TransactWriteItems', skip, about }),
    /** Ben's four Tuesdays at ten in Prague, claimed and not made yet. */
    claimed: async (over: Record<string, unknown> = {}): Promise<Series> => {
      const body = BookingPost.parse(order({ recurrence: { freq: 'weekly', count: 4 }, ...over }));
      if (body.recurrence === undefined) throw new Error('a series recurs');
      const { recurrence } = body;
      const target = { org: 'acme', id: deps.ids.next('ser'), actor: BEN, trace: 'create' };
      const made = await createSeries(deps)(target, { ...body, recurrence });
      if (made.outcome !== 'committed') throw new Error('nobody has asked before');
      return made.series;
    },
    change: async (series: Series, patch: Record<string, unknown>, stopAt = Number.POSITIVE_INFINITY) =>
      changeSeries(deps)({
        ...(await forAll(series, 'change')),
        stopAt,
        patch: BookingPatch.parse({ scope: 'all', ...patch }),
      }),
    cancel: async (series: Series, stopAt = Number.POSITIVE_INFINITY) =>
      cancelSeries(deps)({ ...(await forAll(series, 'cancel')), stopAt, reason: undefined }),
  };
};

type SeriesStage = Awaited<ReturnType<typeof setUp>>;

/** One stage a file; every test finds it as new. */
export const useSeriesStage = (): (() => SeriesStage) => {
  let stage: SeriesStage | undefined;
  beforeAll(async () => {
    stage = await setUp();
  });
  beforeEach(() => stage?.reset());
  afterAll(() => stage?.scratch.close());
  return () => {
    if (stage === undefined) throw new Error('the stage is not built yet');
    return stage;
  };
};
