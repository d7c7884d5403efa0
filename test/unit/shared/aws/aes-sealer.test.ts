import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aesSealer } from '../../../../shared/aws/aes-sealer.ts';

const ring = new Map([
  ['d1', randomBytes(32)],
  ['d2', randomBytes(32)],
]);
const sealerUnder = (kid: string) =>
  aesSealer({
    current: async () => ({ kid, key: ring.get(kid) ?? new Uint8Array(32) }),
    byId: async (asked) => ring.get(asked),
  });
const sealer = sealerUnder('d1');

describe('sealing', () => {
  test('what was sealed is opened in its place', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string(), fc.string(), async (plain, context) => {
        expect(await sealer.open(await sealer.seal(plain, context), context)).toBe(plain);
      }),
      { numRuns: 100 },
    );
  });

  test('it opens nowhere else', async () => {
    const sealed = await sealer.seal('secret', 'ben');
    await expect(sealer.open(sealed, 'chloe')).rejects.toThrow();
  });

  test('a changed byte, tag or iv is refused', async () => {
    const sealed = await sealer.seal('secret', 'ben');
    for (const part of ['ciphertext', 'tag', 'iv'] as const) {
      const bytes = Buffer.from(sealed[part], 'base64');
      bytes[0] = (bytes[0] ?? 0) ^ 1;
      await expect(sealer.open({ ...sealed, [part]: bytes.toString('base64') }, 'ben')).rejects.toThrow();
    }
  });

  test('a short tag is refused', async () => {
    const sealed = await sealer.seal('secret', 'ben');
    const tag = Buffer.from(sealed.tag, 'base64').subarray(0, 4).toString('base64');
    await expect(sealer.open({ ...sealed, tag }, 'ben')).rejects.toThrow();
  });

  test('an older key still opens after a newer one seals', async () => {
    const old = await sealer.seal('secret', 'ben');
    expect((await sealerUnder('d2').seal('secret', 'ben')).kid).toBe('d2');
    expect(await sealerUnder('d2').open(old, 'ben')).toBe('secret');
  });

  test('the same text is sealed differently every time', async () => {
    const [one, other] = [await sealer.seal('secret', 'ben'), await sealer.seal('secret', 'ben')];
    expect(one.ciphertext).not.toBe(other.ciphertext);
  });
});
