import { describe, expect, it } from 'vitest';
import { importedRows } from '../../../../shared/bookings/imported-rows.ts';
import { aFeed } from '../../../support/a-feed.ts';
import { memoryFeeds } from '../../../support/memory-feeds.ts';

const DAY = { start: '2027-01-05T00:00:00.000Z', end: '2027-01-06T00:00:00.000Z' };
const row = (generation: string) => ({
  v: 1 as const,
  feedId: 'feed-1',
  generation,
  id: 'event',
  start: '2027-01-05T09:00:00.000Z',
  end: '2027-01-05T10:00:00.000Z',
  busy: true,
});

/** A calendar that becomes another one whenever its rows are about to be read. */
const stage = async (pointers: readonly (string | undefined)[]) => {
  const feeds = memoryFeeds(aFeed({ generation: 'gen_0' }));
  await feeds.putEvents([row('gen_0'), row('gen_1')]);
  const left = [...pointers];
  const known = await importedRows({
    readMany: feeds.readMany,
    events: async (feedId, generation, start, end) => {
      const before = feeds.present();
      if (before !== undefined && left.length > 0) {
        const { generation: old, ...feed } = before;
        if (old !== undefined) await feeds.removeAllEvents(feedId, old);
        const next = left.shift();
        const version = before.version + 1;
        await feeds.put({ ...feed, version, ...(next !== undefined && { generation: next }) }, undefined);
      }
      return feeds.events(feedId, generation, start, end);
    },
  })(['feed-1'], DAY);
  return known.get('feed-1');
};

describe('what was imported of a calendar', () => {
  it('is read again under the new generation where the old one was replaced meanwhile', async () => {
    expect((await stage(['gen_1']))?.rows).toEqual([row('gen_1')]);
  });

  it.each([
    ['its rows were taken away meanwhile', [undefined]],
    ['it changes each time that it is looked at', ['gen_1', 'gen_2', 'gen_3']],
  ])('is unknown, not free, where %s', async (_, pointers) => {
    expect(await stage(pointers)).toBeUndefined();
  });
});
