import { createHash } from 'node:crypto';

/**
 * The id that we choose for a host's event: known before the provider is called, the same at every retry, and within Google's
 * alphabet (a-v and digits). `generation` rises when an id is burnt: ids of deleted events stay taken.
 */
export const eventId = (bookingId: string, userId: string, generation: number): string =>
  createHash('sha256').update(`${bookingId}:${userId}:${generation}`).digest('hex').slice(0, 40);

/** More than anybody deletes one event by hand and has it made again. */
const MOST_GENERATIONS = 200;

/** Which generation of a host's event this id is; undefined where it is none: somebody else's, or made by hand. */
export const generationOf = (bookingId: string, userId: string, id: string): number | undefined => {
  for (let generation = 0; generation < MOST_GENERATIONS; generation += 1)
    if (eventId(bookingId, userId, generation) === id) return generation;
  return undefined;
};
