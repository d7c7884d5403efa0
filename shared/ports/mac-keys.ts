export interface MacKeys {
  /** The key that new tokens are minted under. */
  current(): Promise<{ readonly kid: string; readonly key: Uint8Array }>;
  /** undefined = unknown kid. Throws when the keys cannot be loaded: that is 503, never 401. */
  byId(kid: string): Promise<Uint8Array | undefined>;
}
