import { createHash } from 'node:crypto';
import { signJwt } from '../../signing-key.ts';
import type { Account } from '../accounts.ts';

export const ISSUER = 'https://accounts.google.com';

/** What the granted scopes let the app know of the person. */
export const claimsOf = (
  { email, name, sub, hd }: Account,
  scopes: readonly string[],
): Record<string, unknown> => {
  const [givenName, ...rest] = name.split(' ');
  const sees = (what: string): boolean => scopes.includes(`https://www.googleapis.com/auth/userinfo.${what}`);
  return {
    sub,
    ...(hd && { hd }),
    ...(sees('email') && { email, email_verified: true }),
    ...(sees('profile') && { name, given_name: givenName, family_name: rest.join(' ') }),
  };
};

/** https://developers.google.com/identity/openid-connect/openid-connect#an-id-tokens-payload */
export const idToken = (
  account: Account,
  token: { clientId: string; scopes: readonly string[]; accessToken: string; nonce?: string | undefined },
): Promise<string> => {
  const issuedAt = Math.floor(Date.now() / 1000);
  const half = createHash('sha256').update(token.accessToken).digest().subarray(0, 16);
  return signJwt({
    iss: ISSUER,
    azp: token.clientId,
    aud: token.clientId,
    ...claimsOf(account, token.scopes),
    at_hash: half.toString('base64url'),
    ...(token.nonce !== undefined && { nonce: token.nonce }),
    iat: issuedAt,
    exp: issuedAt + 3600,
  });
};
