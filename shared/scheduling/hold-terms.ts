/** How long a guest has to confirm a slot that is held for them. */
export const HOLD_MS = 15 * 60_000;
