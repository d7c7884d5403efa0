export interface MintedToken {
  /** At most 128 characters. */
  readonly token: string;
  /** The key that it was minted under. */
  readonly kid: string;
}

/** What a provider sends back with every push, so that it can be told from a forged one without a read. */
export interface ChannelTokens {
  mint(feedId: string): Promise<MintedToken>;
  /** The feed that a token was minted for; undefined = forged or malformed. Throws when the keys cannot be loaded. */
  feedOf(token: string): Promise<string | undefined>;
}
