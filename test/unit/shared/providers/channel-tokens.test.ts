import { randomBytes } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MacKeys } from '../../../../shared/ports/mac-keys.ts';
import { channelTokens } from '../../../../shared/providers/channel-tokens.ts';

const ring = new Map([
  ['k1', randomBytes(32)],
  ['k2', randomBytes(32)],
]);
const keys = (kid: string): MacKeys => ({
  current: () => Promise.resolve({ kid, key: ring.get(kid) ?? randomBytes(32) }),
  byId: (id) => Promise.resolve(ring.get(id)),
});
const tokens = channelTokens(keys('k2'), 'google');
const feedId = fc.stringMatching(/^[0-9a-f]{32}$/u);
const FEED = 'a'.repeat(32);

describe('a channel token', () => {
  it('tells its feed, in at most 128 characters, also under the key before the present one', async () => {
    await fc.assert(
      fc.asyncProperty(feedId, fc.constantFrom('k1', 'k2'), async (feed, kid) => {
        const { token, kid: under } = await channelTokens(keys(kid), 'google').mint(feed);
        expect(under).toBe(kid);
        expect(token.length).toBeLessThanOrEqual(128);
        expect(await tokens.feedOf(token)).toBe(feed);
      }),
    );
  });

  it('of one provider is none for another', async () => {
    const { token } = await tokens.mint(FEED);
    expect(await channelTokens(keys('k2'), 'microsoft').feedOf(token)).toBeUndefined();
  });

  it('with any one character changed is none', async () => {
    const { token } = await tokens.mint(FEED);
    await fc.assert(
      fc.asyncProperty(
        fc.nat(token.length - 1),
        fc.string({ minLength: 1, maxLength: 1 }),
        async (at, other) => {
          fc.pre(token[at] !== other);
          expect(await tokens.feedOf(token.slice(0, at) + other + token.slice(at + 1))).toBeUndefined();
        },
      ),
      { numRuns: 500 },
    );
  });

  it('of nobody is none, whatever it looks like', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string(), async (text) => {
        expect(await tokens.feedOf(text)).toBeUndefined();
      }),
    );
    expect(await tokens.feedOf(`v1.k9.${FEED}.${'A'.repeat(43)}`)).toBeUndefined();
  });

  it('cannot be judged without keys', async () => {
    const failing = {
      current: () => Promise.reject(new Error('no keys')),
      byId: () => Promise.reject(new Error('no keys')),
    };
    const blind = channelTokens(failing, 'google');
    await expect(blind.feedOf((await tokens.mint(FEED)).token)).rejects.toThrow('no keys');
  });
});
