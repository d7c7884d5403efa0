import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import type { Sealer } from '../ports/sealer.ts';

/** The data keys: `current` seals, all of them open. */
export interface DataKeys {
  current(): Promise<{ readonly kid: string; readonly key: Uint8Array }>;
  byId(kid: string): Promise<Uint8Array | undefined>;
}

const IV_BYTES = 12;
const TAG_BYTES = 16;

/** A key per place: random IVs under one key would run out of their safe number after 2^32 texts. */
const keyFor = (key: Uint8Array, context: string): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', key, new Uint8Array(), `meridian ${context}`, 32));

/** AES-256-GCM; the context is both part of the key and authenticated. */
export const aesSealer = (keys: DataKeys): Sealer => ({
  seal: async (plain, context) => {
    const { kid, key } = await keys.current();
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv('aes-256-gcm', keyFor(key, context), iv, { authTagLength: TAG_BYTES });
    cipher.setAAD(Buffer.from(context));
    const ciphertext = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
    return {
      kid,
      iv: iv.toString('base64'),
      ciphertext: ciphertext.toString('base64'),
      tag: cipher.getAuthTag().toString('base64'),
    };
  },
  open: async ({ kid, iv, ciphertext, tag }, context) => {
    const key = await keys.byId(kid);
    if (key === undefined) throw new Error(`unknown data key ${kid}`);
    const decipher = createDecipheriv('aes-256-gcm', keyFor(key, context), Buffer.from(iv, 'base64'), {
      authTagLength: TAG_BYTES,
    });
    decipher.setAAD(Buffer.from(context));
    decipher.setAuthTag(Buffer.from(tag, 'base64'));
    return Buffer.concat([decipher.update(Buffer.from(ciphertext, 'base64')), decipher.final()]).toString(
      'utf8',
    );
  },
});
