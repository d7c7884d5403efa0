import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Booking } from '../../../../events/stored/booking.ts';
import { nextReminder } from '../../../../shared/domain/next-reminder.ts';
import { transitionBooking } from '../../../../shared/domain/transition-booking.ts';
import { AT, aBooking } from '../../../support/a-booking.ts';
import { noticeStage } from '../../../support/notice-stage.ts';

const TICK_S = 10;
const HOUR_S = 3600;
const DAY_S = 24 * HOUR_S;
const NOON_S = 12 * HOUR_S;

/** At so many seconds it is moved to begin at others (0 = cancelled), and people hear of it with some delay. */
interface Change {
  readonly at: number;
  readonly start: number;
  readonly lag: number;
}
interface Story {
  readonly leads: readonly number[];
  readonly changes: readonly Change[];
}
/** Of the guest: so many seconds from the beginning they were reminded of a meeting at others. */
type Sent = readonly [at: number, start: number];

const instant = (seconds: number): string => new Date(Date.parse(AT) + seconds * 1000).toISOString();
const secondsOf = (at: string): number => (Date.parse(at) - Date.parse(AT)) / 1000;

interface Known {
  readonly start: number;
  readonly believed: number;
  readonly since: number;
  readonly tellAt: number;
}

const NEVER = Number.POSITIVE_INFINITY;

const moved = (known: Known, { start, at, lag }: Change): Known =>
  known.start === 0 ? known : { ...known, start, tellAt: Math.min(known.tellAt, at + lag) };

const told = (known: Known, now: number): Known => {
  const { start, believed, since } = known;
  return { start, believed: start, since: start === believed ? since : now, tellAt: NEVER };
};

/** Moment by moment: what they believe, since when, and whether that is how it is when a reminder is due. */
const expected = ({ leads, changes }: Story): Sent[] => {
  const sent: Sent[] = [];
  let known: Known = { start: NOON_S, believed: NOON_S, since: 0, tellAt: NEVER };
  for (let now = 0; now < DAY_S; now += TICK_S) {
    known = changes.filter(({ at }) => at === now).reduce(moved, known);
    const { start, believed, since, tellAt } = known;
    const isDue = leads.some((lead) => start - lead === now);
    if (isDue && believed === start && since < now) sent.push([now, start]);
    if (isDue || tellAt <= now) known = told(known, now);
  }
  return sent;
};

/** What a move has made overdue is seen to when the move is told. */
const dueAfter = (now: number, booking: Booking): number => {
  const reminder = nextReminder(booking);
  const due = reminder === undefined ? NEVER : secondsOf(reminder);
  return due > now ? due : NEVER;
};

const played = async ({ leads, changes }: Story): Promise<Sent[]> => {
  const here = noticeStage();
  const first = aBooking({
    start: instant(NOON_S),
    end: instant(NOON_S + HOUR_S),
    hosts: [],
    guests: [{ id: 'g', email: 'g@guest.example', name: 'G', rsvp: 'needs_action', attendee: false }],
    reminders: leads.map((lead) => ({ before: `PT${lead / 60}M`, to: 'all' })),
    noticesOwed: true,
    noticesSince: AT,
  });
  here.commit(first);
  await here.run();
  const current = (): Booking => here.booking() ?? first;
  const sent: Sent[] = [];
  const runAt = async (seconds: number): Promise<void> => {
    here.pass(seconds - secondsOf(here.now()));
    here.sent.splice(0);
    await here.run();
    const reminders = here.sent.filter(({ kind }) => kind === 'reminder');
    sent.push(...reminders.map(({ told }): Sent => [seconds, secondsOf(told.start)]));
  };
  const apply = ({ at, start }: Change): void => {
    here.pass(at - secondsOf(here.now()));
    const to = { start: instant(start), end: instant(start + HOUR_S) };
    if (current().status === 'confirmed')
      here.commit(
        transitionBooking(current(), start === 0 ? { status: 'cancelled' } : to, { at: instant(at) }),
      );
  };
  const open = [...changes];
  let tellAt = NEVER;
  for (;;) {
    const run = Math.min(tellAt, dueAfter(secondsOf(here.now()), current()));
    const [change] = open;
    const next = Math.min(change?.at ?? NEVER, run);
    if (next >= DAY_S) return sent;
    if (change?.at === next) {
      open.shift();
      apply(change);
      tellAt = Math.min(tellAt, next + change.lag);
      continue;
    }
    if (tellAt === next) tellAt = NEVER;
    await runAt(next);
  }
};

const minutes = (most: number) => fc.integer({ min: 1, max: most }).map((count) => count * 60);
const story: fc.Arbitrary<Story> = fc.record({
  leads: fc.uniqueArray(
    fc.constantFrom(5, 15, 60, 120, 240).map((count) => count * 60),
    { maxLength: 3 },
  ),
  // Never at a full minute, where reminders are due.
  changes: fc
    .uniqueArray(
      fc.record({
        at: minutes(16 * 60).map((at) => at + 30),
        // A few times only, so that meetings are often moved back.
        start: fc.oneof(
          { weight: 6, arbitrary: fc.constantFrom(11, 12, 13, 16).map((hour) => hour * HOUR_S) },
          { weight: 1, arbitrary: minutes(16 * 60) },
          { weight: 1, arbitrary: fc.constant(0) },
        ),
        lag: fc.constantFrom(0, 20, 90, 600),
      }),
      { maxLength: 8, selector: ({ at }) => at },
    )
    .map((all) => all.toSorted((one, other) => one.at - other.at)),
});

it('whatever it is moved to and back, people are reminded of the time that they were told last, once', async () => {
  await fc.assert(
    fc.asyncProperty(story, async (each) => {
      expect(await played(each)).toEqual(expected(each));
    }),
    { numRuns: 200 },
  );
});
