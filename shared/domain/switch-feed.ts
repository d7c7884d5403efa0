import type { Feed } from '../../events/stored/feed.ts';

/**
 * A feed that from now on imports foreign time, or no longer does. What was imported is stale either way; one that imports is unknown
 * until it was read anew, and one that does not goes on from its cursor.
 */
export const switchFeed = (feed: Feed, imports: boolean, freshGeneration: string): Feed => {
  const { generation, reading, stale = [], sweepAt: _, ...rest } = feed;
  const left = [generation, reading?.generation].filter((one) => one !== undefined);
  const switched = {
    ...rest,
    version: feed.version + 1,
    imports,
    switched: feed.switched + 1,
    stale: [...stale, ...left],
  };
  if (!imports) return { ...switched, ...(generation !== undefined && { generation: freshGeneration }) };
  const { cursor: __, readTo: ___, ...anew } = switched;
  return anew;
};
