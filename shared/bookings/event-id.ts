import { createHash } from 'node:crypto';

/**
 * The id that we choose for a host's event: known before the provider is called, the same at every retry, and within Google's
 * alphabet (a-v and digits). `generation` rises when an id is burnt: ids of deleted events stay taken.
 */
export const eventId = (bookingId: string, userId: string, generation: number): string =>
  createHash('sha256').update(`${bookingId}:${userId}:${generation}`).digest('hex').slice(0, 40);
