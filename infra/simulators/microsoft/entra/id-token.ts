import { createHash } from 'node:crypto';
import { signJwt } from '../../signing-key.ts';
import type { Account } from '../accounts.ts';

interface Issued {
  readonly clientId: string;
  readonly scopes: readonly string[];
  readonly nonce?: string | undefined;
}

export const issuerOf = (tid: string): string => `https://login.microsoftonline.com/${tid}/v2.0`;

/** Of this app only: another app learns another one. */
const subOf = ({ oid }: Account, clientId: string): string =>
  createHash('sha256').update(`${clientId} ${oid}`).digest('base64url');

/** https://learn.microsoft.com/en-us/entra/identity-platform/id-token-claims-reference: `oid` needs `profile`. */
export const idToken = (account: Account, { clientId, scopes, nonce }: Issued): Promise<string> => {
  const issuedAt = Math.floor(Date.now() / 1000);
  const { tid, oid, name, email } = account;
  return signJwt({
    ver: '2.0',
    iss: issuerOf(tid),
    sub: subOf(account, clientId),
    aud: clientId,
    tid,
    ...(scopes.includes('profile') && { oid, name, preferred_username: email }),
    ...(scopes.includes('email') && { email }),
    ...(nonce !== undefined && { nonce }),
    iat: issuedAt,
    nbf: issuedAt,
    exp: issuedAt + 3600,
  });
};
