/** Time as a port, so that tests freeze it. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
}
