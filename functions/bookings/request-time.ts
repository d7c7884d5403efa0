import type { Clock } from '../../shared/ports/clock.ts';

/** What is begun by then ends well before the function does, which has 29 s. */
const WORK_MS = 15_000;
const ANSWER_MS = 25_000;

interface RequestTime {
  /** Epoch milliseconds from which no further meeting is begun: the clock goes on with the others. */
  readonly stopAt: number;
  /** Of so many seconds that the caller would wait, those that are left. */
  waitSeconds(wanted: number): number;
}

/** How long a request for several meetings may work and wait, from its beginning: from now. */
export const requestTime = ({ clock }: { readonly clock: Clock }): RequestTime => {
  const began = clock.now();
  return {
    stopAt: began + WORK_MS,
    waitSeconds: (wanted) => {
      const left = Math.floor((began + ANSWER_MS - clock.now()) / 1000);
      return Math.max(0, Math.min(wanted, left));
    },
  };
};
