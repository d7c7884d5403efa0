import type { Interval } from '../domain/busy-time.ts';
import { findSlots, nextSlot, type SlotQuestion } from './find-slots.ts';
import type { TimeDeps } from './host-times.ts';
import type { Roster } from './read-roster.ts';

const WITHIN_MS = 7 * 86_400_000;
const COUNT = 3;

/** The next times after one that was refused: up to three within a week, else the next there is. */
export const offerAlternatives =
  (deps: TimeDeps) =>
  async (
    roster: Roster,
    question: Omit<SlotQuestion, 'window'>,
    /** UTC instant. */
    wanted: string,
  ): Promise<Interval[]> => {
    const from = Math.max(question.now, Date.parse(wanted));
    const window = {
      start: new Date(from).toISOString(),
      end: new Date(from + WITHIN_MS).toISOString(),
    };
    const soon = (await findSlots(deps)(roster, { ...question, window })).slice(0, COUNT);
    const next = soon.length > 0 ? undefined : await nextSlot(deps)(roster, question, window.end);
    return [...soon, ...(next === undefined ? [] : [next])].map((start) => ({
      start: new Date(start).toISOString(),
      end: new Date(start + question.durationMs).toISOString(),
    }));
  };
