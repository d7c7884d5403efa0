import type { Answer, Guest } from '../../events/stored/booking.ts';

/** A slot that a guest wants, with everything about it looked up and judged. */
export interface SlotOrder {
  /** UTC instant. */
  readonly start: string;
  readonly durationMs: number;
  /** Of the guest. */
  readonly zone: string;
  /** The first one books. */
  readonly guests: readonly [Guest, ...Guest[]];
  readonly answers: readonly Answer[];
  /** Until when it is held for them, a UTC instant; without it the booking stands. */
  readonly holdUntil?: string | undefined;
  /** What opens the guest's pages: only its hash is stored. */
  readonly token: string;
}
