import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import * as z from 'zod';
import type { Clock } from '../ports/clock.ts';
import type { MacKeys } from '../ports/mac-keys.ts';
import type { Sealer } from '../ports/sealer.ts';
import { aesSealer } from './aes-sealer.ts';
import { type CachedSecret, cachedSecret } from './cached-secret.ts';

const KEY_BYTES = 32;
const Key = z.base64().transform((text, context): Uint8Array => {
  const bytes = Buffer.from(text, 'base64');
  if (bytes.length !== KEY_BYTES)
    context.addIssue({ code: 'custom', message: `must have ${KEY_BYTES} bytes` });
  return bytes;
});
const Ring = z
  .object({ current: z.string().min(1), keys: z.record(z.string(), Key) })
  .refine(({ current, keys }) => Object.hasOwn(keys, current), 'current must name one of the keys');
const Rings = z.object({ mac: Ring, data: Ring });
type Rings = z.infer<typeof Rings>;

/** An unknown key may be a new one: looked up again, but no forger makes us read more often than this. */
const UNKNOWN_MS = 10_000;

const ringOf = (rings: CachedSecret<Rings>, name: keyof Rings): MacKeys => ({
  current: async () => {
    const { current, keys } = (await rings())[name];
    const key = keys[current];
    if (key === undefined) throw new Error('the ring has no current key');
    return { kid: current, key };
  },
  byId: async (kid) => {
    const held = (await rings())[name].keys;
    const { keys } = Object.hasOwn(held, kid) ? { keys: held } : (await rings(UNKNOWN_MS))[name];
    return Object.hasOwn(keys, kid) ? keys[kid] : undefined;
  },
});

/** The hub's own keys: `mac` signs channel tokens, `sealer` encrypts what rests on items. Read again every 5 minutes and on an unknown kid. */
export const secretKeys = (
  client: SecretsManagerClient,
  secretId: string,
  clock: Clock,
): { readonly mac: MacKeys; readonly sealer: Sealer } => {
  const rings = cachedSecret(client, secretId, Rings, clock);
  return { mac: ringOf(rings, 'mac'), sealer: aesSealer(ringOf(rings, 'data')) };
};
