import { setTimeout as pause } from 'node:timers/promises';
import type { Activity } from '../../events/stored/activity.ts';
import type { Agenda } from '../../events/stored/agenda.ts';
import type { Booking } from '../../events/stored/booking.ts';
import type { HostShares } from '../../events/stored/host-shares.ts';
import type { Idempotency } from '../../events/stored/idempotency.ts';
import type { Run } from '../../events/stored/run.ts';
import type { Actor, Transition } from '../../events/stored/transition.ts';
import { calendarActivities } from '../domain/calendar-activities.ts';
import { conflictsOwed } from '../domain/conflicts-owed.ts';
import { HubError } from '../errors.ts';
import { newActivity } from '../history/new-activity.ts';
import { newTransition } from '../history/new-transition.ts';
import type { Bookings, MintedLink } from '../ports/bookings.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import type { Log } from '../ports/log.ts';
import type { Queues } from '../ports/queues.ts';
import { enqueueOwed } from './enqueue-owed.ts';
import { judgeOverlap } from './judge-overlap.ts';

/** What a booking becomes. Without a type nothing happened that anybody is told of: bookkeeping. */
export interface BookingChange {
  readonly after: Booking;
  readonly type?: Transition['type'];
  readonly changed?: readonly string[];
  /** Of `overlap`: whose time is claimed; absent = that of every host. */
  readonly claimed?: readonly string[];
  /** refuse: an overlap with another booking of a host is `slot_taken` · take: it stands, and shows as conflict · absent: time and hosts stay. */
  readonly overlap?: 'refuse' | 'take';
  /** The run that does it: both are written, or none. */
  readonly run?: Run;
  /** What a provider refused, where that is why the booking is written: its history says so. */
  readonly refusal?: { readonly verdict: string; readonly word: string };
  /** With `take`: further busy time that it overlaps, shown among its conflicts; what else there is, is found when it is judged anew. */
  readonly alsoBusy?: Booking['conflicts'];
  /** Who has something else at that time, or had. */
  readonly clashing?: readonly string[];
  /** Instead of `overlap`: on these agendas somebody has judged already that the time is free; it stands only while they are as they were. */
  readonly judged?: readonly Agenda[];
  /** Whose turn it was, with this meeting counted, or given back. */
  readonly shares?: HostShares;
  readonly assigned?: Transition['assigned'];
  /** A guest's way to it that is handed out at once. */
  readonly link?: MintedLink;
}

export interface CommitDeps {
  readonly bookings: Bookings;
  readonly queues: Queues;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log?: Log;
}

export interface CommitTarget {
  readonly org: string;
  readonly id: string;
  readonly actor: Actor;
  readonly trace: string;
  readonly idempotency?: Idempotency;
}

interface Step {
  readonly before: Booking | undefined;
  readonly change: BookingChange;
}

type Outcome =
  | { readonly outcome: 'committed'; readonly booking: Booking }
  | { readonly outcome: 'replayed'; readonly idempotency: Idempotency };

/** How long lost races are followed by another try, and how long at most between two of them. */
interface Patience {
  readonly maxWaitMs: number;
  readonly longestPauseMs: number;
}

const USUAL: Patience = { maxWaitMs: 10_000, longestPauseMs: 500 };

/** Anything up to as long as a try takes here, and twice that with every lost one: many who race do not all meet again. */
const pauseMs = (attempt: number, tookMs: number, { longestPauseMs }: Patience): number =>
  Math.random() * Math.min(longestPauseMs, Math.max(10, tookMs) * 2 ** attempt);

/** The last try, too, ends about then: whoever waits for it is to be answered before their function is over. */
const patienceUntil = (giveUpAt: number): number =>
  Math.min(USUAL.maxWaitMs, Math.max(0, giveUpAt - performance.now()));

/** Whoever takes a time that is not free is remembered for it. */
const clashingIn = ({ after, overlap, clashing }: BookingChange): string[] => [
  ...new Set(clashing ?? (overlap === 'take' ? after.conflicts.map(({ userId }) => userId) : [])),
];

const nextVersion = (before: Booking | undefined): number => (before?.version ?? 0) + 1;

const transitionOf = (
  deps: CommitDeps,
  { org, id, actor, trace }: CommitTarget,
  { before, change }: Step,
): Transition | undefined =>
  change.type &&
  newTransition(deps, {
    org,
    type: change.type,
    subject: id,
    version: nextVersion(before),
    revision: change.after.revision,
    actor,
    trace,
    ...(change.changed && { changed: [...change.changed] }),
    ...(change.assigned && { assigned: change.assigned }),
    ...(clashingIn(change).length > 0 && { clashing: clashingIn(change) }),
  });

const activitiesOf = (
  { ids }: CommitDeps,
  { org, id, actor, trace }: CommitTarget,
  { before, change }: Step,
  at: string,
): Activity[] => {
  const { after, refusal } = change;
  const isChange = change.type !== undefined;
  const version = nextVersion(before);
  return calendarActivities({ before, after, actor, isChange, refusal }).map((happening) =>
    newActivity(ids, { org, subject: id, at, version, actor, trace, ...happening }),
  );
};

const commitOnce = async (
  deps: CommitDeps,
  target: CommitTarget,
  wanted: Step,
  patienceMs: number,
): Promise<Outcome | undefined> => {
  const { before } = wanted;
  const { after, judged } = await judgeOverlap(deps)(wanted.change);
  const change = { ...wanted.change, after };
  const step = { before, change };
  const owed = conflictsOwed({ before, after, takes: change.overlap === 'take' });
  const at = new Date(deps.clock.now()).toISOString();
  const transition = transitionOf(deps, target, step);
  const { trace, idempotency } = target;
  const result = await deps.bookings.commit({
    before,
    after,
    judged,
    at,
    trace,
    patienceMs,
    activities: activitiesOf(deps, target, step, at),
    ...(transition && { transition }),
    ...(change.run && { run: change.run }),
    ...(owed && { conflictsOwed: owed }),
    ...(change.shares && { shares: change.shares }),
    ...(change.link && { link: change.link }),
    ...(idempotency && { idempotency }),
  });
  if (result.outcome === 'stale') return undefined;
  if (result.outcome === 'committed')
    await enqueueOwed(deps)({ before, after: result.booking, conflictsOwed: owed, at, trace });
  return result;
};

/** Whoever would only wake up when it is too late is told so at once. */
const pauseUnlessOver = async (waitMs: number, giveUpAt: number): Promise<void> => {
  if (performance.now() + waitMs >= giveUpAt)
    throw new HubError('busy', {
      retryAfterSeconds: 1,
      detail: 'Too many changes of these hosts at once: try again.',
    });
  await pause(waitMs);
};

/**
 * Commits what `next` decides, asked anew after every lost race, with jitter for up to 10 s, or as said (then `busy`); then sends on what is
 * newly owed. A lost race is never a refusal: only a real overlap is `slot_taken`. Undefined: `next` had nothing to do.
 */
export const commitBooking =
  (deps: CommitDeps) =>
  async (
    target: CommitTarget,
    next: () => Promise<Step | undefined>,
    patience: Patience = USUAL,
  ): Promise<Outcome | undefined> => {
    const giveUpAt = performance.now() + patience.maxWaitMs;
    for (let attempt = 0; ; attempt += 1) {
      const begunAt = performance.now();
      const step = await next();
      if (step === undefined) return undefined;
      const outcome = await commitOnce(deps, target, step, patienceUntil(giveUpAt));
      if (outcome) return outcome;
      await pauseUnlessOver(pauseMs(attempt, performance.now() - begunAt, patience), giveUpAt);
    }
  };
