import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Provider } from '../../events/stored/provider.ts';
import type { ChannelTokens } from '../ports/channel-tokens.ts';
import type { MacKeys } from '../ports/mac-keys.ts';

/** `v1.<key id>.<feed id>.<MAC>` */
const TOKEN = /^v1\.(?<kid>[A-Za-z0-9_-]{1,64})\.(?<feedId>[0-9a-f]{32})\.(?<mac>[A-Za-z0-9_-]{43})$/u;

/** The MAC covers the provider's name, so that a token of one is none for another. */
const macOf = (key: Uint8Array, provider: Provider, feedId: string): string =>
  createHmac('sha256', key).update(`${provider}.${feedId}`).digest('base64url');

/** Compared as text: base64url has several spellings of the same bytes, and only ours is valid. */
const isSame = (one: string, other: string): boolean =>
  one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));

/** What a provider repeats with every push: it verifies itself, so a forged push costs no read. */
export const channelTokens = (keys: MacKeys, provider: Provider): ChannelTokens => ({
  mint: async (feedId) => {
    const { kid, key } = await keys.current();
    return { token: `v1.${kid}.${feedId}.${macOf(key, provider, feedId)}`, kid };
  },

  feedOf: async (token) => {
    const { kid, feedId, mac } = TOKEN.exec(token)?.groups ?? {};
    if (kid === undefined || feedId === undefined || mac === undefined) return undefined;
    const key = await keys.byId(kid);
    return key !== undefined && isSame(mac, macOf(key, provider, feedId)) ? feedId : undefined;
  },
});
