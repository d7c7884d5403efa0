import { describe, expect, it } from 'vitest';
import type { Feed } from '../../../../events/stored/feed.ts';
import { feedDueAt } from '../../../../shared/domain/feed-due.ts';
import { withSilence } from '../../../../shared/domain/silence.ts';
import { aFeed } from '../../../support/a-feed.ts';

const NOW = '2027-01-04T09:00:00.000Z';
const channel = { id: 'chn_1', resourceId: 'r', kid: 'k1', renewAt: '2027-01-09T09:00:00.000Z' };
const feed = (over: Partial<Feed> = {}): Feed =>
  aFeed({ generation: 'gen_1', cursor: 'c', lastReadStartedAt: NOW, channel, ...over });
const found = { cause: 'due', events: 1 } as const;

describe('a channel that says nothing', () => {
  it('is replaced at once when the clock has found changes twice in a row', () => {
    const once = withSilence(feed(), found, NOW);
    expect(once.channel).toEqual(channel);
    const twice = withSilence(once, found, NOW);
    expect(feedDueAt(twice, NOW)).toBe(NOW);
    expect(twice.silent).toBeUndefined();
    // Not renewed: of no key, there has to be another one.
    expect(twice.channel).toEqual({ id: 'chn_1', resourceId: 'r', renewAt: NOW });
  });

  it('is trusted again as soon as it has spoken', () => {
    const once = withSilence(feed(), found, NOW);
    const spoken = withSilence(once, { cause: 'push', events: 1 }, NOW);
    expect(withSilence(spoken, found, NOW).channel).toEqual(channel);
  });

  it.each([
    ['nothing has changed', feed({ silent: 1 }), { cause: 'due', events: 0 }],
    ['somebody asked for the read', feed({ silent: 1 }), { cause: 'run', events: 1 }],
    ['its push was read in vain before', feed({ silent: 1, recheckAt: NOW }), found],
    ['the read after its push was refused', feed({ silent: 1, attempts: 1 }), found],
    ['it is none', feed({ silent: 1, channel: { id: 'chn_1' } }), found],
  ] as const)('is not doubted where %s', (_, before, read) => {
    expect(withSilence(before, read, NOW)).toEqual(before);
  });
});
