import { createHash } from 'node:crypto';
import type { Ids } from '../../shared/ports/ids.ts';

/** A shorter key may be guessed, and what it names would open the guest's pages. */
const UNGUESSABLE = 16;

/** The token that a repeated request is answered with again; undefined where its key could be guessed. */
export const repeatableToken = (key: string | undefined, bookingId: string): string | undefined =>
  key === undefined || key.length < UNGUESSABLE
    ? undefined
    : createHash('sha256')
        .update(JSON.stringify(['guest token', bookingId, key]))
        .digest('base64url');

/** What opens the guest's pages. */
export const newGuestToken = (ids: Ids, key: string | undefined, bookingId: string): string =>
  repeatableToken(key, bookingId) ?? ids.secret();
