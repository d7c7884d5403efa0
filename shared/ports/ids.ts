/** Prefixes tell in a log what an id names. */
type IdPrefix = 'bkg' | 'gst' | 'con' | 'att' | 'run' | 'evt' | 'chn' | 'gen' | 'act' | 'ety' | 'ser';

/** Unguessable ids: 128 random bits. */
export interface Ids {
  /** `bkg_…`: prefix and 26 characters of lower case base32. */
  next(prefix: IdPrefix): string;
  /** 32 lower case hex characters without a prefix (feed ids). */
  feed(): string;
  /** 43 characters base64url, 256 random bits: states, verifiers, mailed tokens. */
  secret(): string;
}
