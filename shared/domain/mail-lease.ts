/** Longer than any worker lives: an answer that has not come by then never will. */
const LEASE_MS = 3 * 60_000;

/** Seconds to wait for somebody else's mail, or for an answer that did not come: past the end of any lease that began before. */
export const LEASE_WAIT_S = LEASE_MS / 1000 + 1;

/** Until when (UTC) whoever claims a mail at this instant has it alone. */
export const leaseFrom = (at: string): string => new Date(Date.parse(at) + LEASE_MS).toISOString();
