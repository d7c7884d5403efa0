/** So many tries of one kind, by one of whom there are many, in a window of time. */
export interface AttemptLimit {
  /** What is counted, and of whom: only its hash is kept. */
  readonly of: readonly string[];
  readonly most: number;
  readonly windowMs: number;
}

/** Counters of what the public tries. */
export interface Attempts {
  /** Counts one; resolves to the milliseconds until the window ends where it was one too many, which is not counted. */
  count(limit: AttemptLimit, now: number): Promise<number | undefined>;
}
