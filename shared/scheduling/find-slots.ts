import type { Interval } from '../domain/busy-time.ts';
import type { SlotSearch } from '../domain/slot-grid.ts';
import { slotStep } from '../domain/slot-step.ts';
import { slots } from '../domain/slots.ts';
import { readHostTimes, type TimeDeps } from './host-times.ts';
import { ableHosts, type Roster } from './read-roster.ts';

/** What is looked for: meetings of a length that begin within a window. */
export interface SlotQuestion {
  readonly window: Interval;
  readonly durationMs: number;
  /** Epoch milliseconds. */
  readonly now: number;
  /** A booking that is to be moved: its own time is free. */
  readonly exclude?: string;
}

const DAY_MS = 86_400_000;
/** How far is looked for the next slot after a window without one. */
const AHEAD_MS = 93 * DAY_MS;

/** One grid for all hosts, whoever of them is asked about: that of the first one's wall clock. */
export const searchOf = (
  { hosts }: Pick<Roster, 'hosts'>,
  { window, durationMs, now }: SlotQuestion,
): SlotSearch & { readonly gridZone: string } => ({
  now,
  window,
  durationMs,
  gridMs: slotStep(durationMs),
  gridZone: hosts[0]?.schedule.zone ?? 'UTC',
});

const iso = (ms: number): string => new Date(ms).toISOString();

/** The starts that guests are offered in the window: epoch milliseconds, in order. */
export const findSlots =
  (deps: TimeDeps) =>
  async (roster: Roster, question: SlotQuestion): Promise<number[]> => {
    const hosts = ableHosts(roster);
    if (hosts.length === 0) return [];
    const { window, durationMs, exclude } = question;
    const end = iso(Date.parse(window.end) + durationMs);
    const time = { start: window.start, end, ...(exclude !== undefined && { exclude }) };
    const times = await readHostTimes(deps)(roster, hosts, time);
    const needed = roster.eventType.kind === 'round_robin' ? 'any' : 'each';
    return slots(needed, times, searchOf(roster, question));
  };

/** The first start within three months from an instant, or from now; undefined: there is none. */
export const nextSlot =
  (deps: TimeDeps) =>
  async (
    roster: Roster,
    question: Omit<SlotQuestion, 'window'>,
    from: string,
  ): Promise<number | undefined> => {
    const start = Math.max(question.now, Date.parse(from));
    const window = { start: iso(start), end: iso(start + AHEAD_MS) };
    return (await findSlots(deps)(roster, { ...question, window }))[0];
  };
