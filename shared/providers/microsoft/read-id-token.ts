import { MicrosoftIdToken } from '../../../events/provider/microsoft/id-token.ts';
import { ProviderError } from '../../ports/provider-error.ts';

const claimsIn = (token: string): unknown => {
  try {
    return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
};

/**
 * The account key `tid.oid` of an id token that came from the token endpoint itself, over TLS: that stands for checking its signature
 * (https://openid.net/specs/openid-connect-core-1_0.html#IDTokenValidation). Throws where it was made for another app or issuer.
 */
export const accountKeyIn = (idToken: string | undefined, clientId: string): string => {
  const { data, error } = MicrosoftIdToken.safeParse(claimsIn(idToken ?? ''));
  if (data === undefined) throw new ProviderError('transient', { word: 'unreadable id token', cause: error });
  const { aud, iss, tid, oid } = data;
  if (aud !== clientId || iss !== `https://login.microsoftonline.com/${tid}/v2.0`)
    throw new ProviderError('ours', { word: 'foreign id token' });
  return `${tid}.${oid}`;
};
