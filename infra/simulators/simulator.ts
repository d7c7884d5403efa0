/** What the local runtime needs of every provider's stand-in. */
export interface Simulator {
  /** Origin without a trailing slash. */
  readonly url: string;
  /** Forgets accounts, events, grants, channels, faults and calls; keeps the port. */
  reset(): void;
  /** Epoch milliseconds of the earliest timed job, such as a held conference or a webhook's retry. */
  nextDue(): number | undefined;
  /** Starts every job that is due by `Date.now()`. */
  runDue(): void;
  /** Waits until no webhook is in flight; true if one had been. */
  idle(): Promise<boolean>;
  close(): Promise<void>;
}
