import { randomBytes } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { approvalState } from '../../../../shared/connections/approval-state.ts';
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
const stateAt = (at: string, kid = 'k2') =>
  approvalState({ mac: keys(kid), clock: { now: () => Date.parse(at) } });
const NOW = '2027-01-04T09:00:00.000Z';

describe('the state of an approval', () => {
  it('tells its org, whatever that is called, also under the key before the present one', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ maxLength: 64 }), fc.constantFrom('k1', 'k2'), async (org, kid) => {
        const { state } = await stateAt(NOW, kid).mint(org);
        expect(encodeURIComponent(state)).toBe(state);
        expect(await stateAt(NOW).orgOf(state)).toBe(org);
      }),
    );
  });

  it('is the same all day, so that a card which tells it stays the same, and lives for a week at least', async () => {
    const { state, expiresAt } = await stateAt(NOW).mint('acme');
    expect(expiresAt).toBe('2027-01-12T00:00:00.000Z');
    expect((await stateAt('2027-01-04T23:59:59.000Z').mint('acme')).state).toBe(state);
    expect((await stateAt('2027-01-05T00:00:01.000Z').mint('acme')).state).not.toBe(state);
    expect(await stateAt('2027-01-11T23:59:59.000Z').orgOf(state)).toBe('acme');
    expect(await stateAt('2027-01-12T00:00:00.000Z').orgOf(state)).toBeUndefined();
  });

  it('with any one character changed is none, nor is what nobody made', async () => {
    const { state } = await stateAt(NOW).mint('acme');
    const { orgOf } = stateAt(NOW);
    await fc.assert(
      fc.asyncProperty(
        fc.nat(state.length - 1),
        fc.string({ minLength: 1, maxLength: 1 }),
        async (at, other) => {
          fc.pre(state[at] !== other);
          expect(await orgOf(state.slice(0, at) + other + state.slice(at + 1))).toBeUndefined();
        },
      ),
      { numRuns: 500 },
    );
    await fc.assert(
      fc.asyncProperty(fc.string(), async (text) => {
        expect(await orgOf(text)).toBeUndefined();
      }),
    );
  });

  it('is no token of a channel, nor the other way round', async () => {
    const tokens = channelTokens(keys('k2'), 'microsoft');
    expect(await tokens.feedOf((await stateAt(NOW).mint('acme')).state)).toBeUndefined();
    expect(await stateAt(NOW).orgOf((await tokens.mint('a'.repeat(32))).token)).toBeUndefined();
  });

  it('cannot be judged without keys', async () => {
    const { state } = await stateAt(NOW).mint('acme');
    const mac: MacKeys = { ...keys('k2'), byId: () => Promise.reject(new Error('no keys')) };
    const { orgOf } = approvalState({ mac, clock: { now: () => Date.parse(NOW) } });
    await expect(orgOf(state)).rejects.toThrow('no keys');
  });
});
