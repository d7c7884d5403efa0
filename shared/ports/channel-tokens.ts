/** What a provider sends back with every push, so that it can be told from a forged one without a read. */
export interface ChannelTokens {
  /** At most 256 characters. */
  mint(feedId: string): Promise<string>;
  /** The feed that a token was minted for; undefined = forged or malformed. Throws when the keys cannot be loaded. */
  feedOf(token: string): Promise<string | undefined>;
}
