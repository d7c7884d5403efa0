import { exportJWK, exportSPKI, generateKeyPair, SignJWT } from 'jose';

const KID = 'simulated-key';
const makeKey = () => generateKeyPair('RS256', { extractable: true });
let made: ReturnType<typeof makeKey> | undefined;

/** One key a process, made when first needed: an RSA key costs up to 200 ms. */
const key = (): ReturnType<typeof makeKey> => {
  made ??= makeKey();
  return made;
};

export const signJwt = async (claims: Record<string, unknown>): Promise<string> =>
  new SignJWT(claims)
    .setProtectedHeader({ alg: 'RS256', kid: KID, typ: 'JWT' })
    .sign((await key()).privateKey);

export const publicJwks = async (): Promise<unknown> => ({
  keys: [{ ...(await exportJWK((await key()).publicKey)), kid: KID, alg: 'RS256', use: 'sig' }],
});

export const publicPems = async (): Promise<Record<string, string>> => ({
  [KID]: await exportSPKI((await key()).publicKey),
});
