import { randomBytes } from 'node:crypto';
import type { Ids } from './ports/ids.ts';

const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';

/** 26 characters of 5 bits: a little over 128 random bits. */
const base32 = (): string => Array.from(randomBytes(26), (byte) => BASE32[byte % 32]).join('');

export const randomIds: Ids = {
  next: (prefix) => `${prefix}_${base32()}`,
  feed: () => randomBytes(16).toString('hex'),
  secret: () => randomBytes(32).toString('base64url'),
};
