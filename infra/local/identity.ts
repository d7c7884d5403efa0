import {
  createLocalJWKSet,
  exportJWK,
  generateKeyPair,
  type JWTPayload,
  type JWTVerifyGetKey,
  jwtVerify,
  SignJWT,
} from 'jose';
import { type Reply, type Running, serve } from '../serve.ts';

const KEY_ID = 'local-1';
const AUDIENCE = 'meridian';
const LIFE_SECONDS = 3600;

export interface Identity extends Running {
  /** Claims of one's own choosing replace the usual ones: another `iss`, an `exp` gone by. */
  token(claims: JWTPayload): Promise<string>;
  /** The claims as API Gateway hands them on, or undefined where it would refuse. */
  verify(token: string): Promise<Record<string, string> | undefined>;
}

const makeKeys = async () => {
  const { privateKey, publicKey } = await generateKeyPair('RS256');
  const keys = [{ ...(await exportJWK(publicKey)), kid: KEY_ID, alg: 'RS256', use: 'sig' }];
  const find: JWTVerifyGetKey = createLocalJWKSet({ keys });
  return { privateKey, keys, find };
};
let making: ReturnType<typeof makeKeys> | undefined;

/** Making an RSA key takes up to 200 ms, so it is made when first needed, once a process. */
const keysOf = (): ReturnType<typeof makeKeys> => {
  making ??= makeKeys();
  return making;
};

/** Lists arrive as text in brackets. */
const asText = (value: unknown): string => (Array.isArray(value) ? `[${value.join(' ')}]` : String(value));

const json = (body: unknown): Reply => ({
  status: 200,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

const discovery = (issuer: string) => ({
  issuer,
  jwks_uri: `${issuer}/jwks.json`,
  id_token_signing_alg_values_supported: ['RS256'],
  subject_types_supported: ['public'],
  response_types_supported: ['id_token'],
});

/** The product's identity provider, as far as the hub sees it. */
export const startIdentity = async (): Promise<Identity> => {
  let issuer = '';
  const server = await serve(async ({ url }) => {
    if (url === '/.well-known/openid-configuration') return json(discovery(issuer));
    if (url === '/jwks.json') return json({ keys: (await keysOf()).keys });
    return { status: 404, body: '' };
  });
  issuer = server.url;
  return {
    ...server,
    token: async (claims) => {
      const now = Math.floor(Date.now() / 1000);
      const usual = { iss: issuer, aud: AUDIENCE, iat: now, exp: now + LIFE_SECONDS };
      const { privateKey } = await keysOf();
      return new SignJWT({ ...usual, ...claims })
        .setProtectedHeader({ alg: 'RS256', kid: KEY_ID })
        .sign(privateKey);
    },
    verify: async (token) => {
      const rules = { issuer, audience: AUDIENCE, algorithms: ['RS256'], requiredClaims: ['exp'] };
      const verified = await jwtVerify(token, (await keysOf()).find, rules).catch(() => undefined);
      if (!verified) return undefined;
      return Object.fromEntries(
        Object.entries(verified.payload).map(([name, value]) => [name, asText(value)]),
      );
    },
  };
};
