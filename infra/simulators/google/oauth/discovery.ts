import type { Reply } from '../../../serve.ts';
import { jsonReply } from '../../json-reply.ts';
import { publicJwks, publicPems } from '../../signing-key.ts';
import { ISSUER } from './id-token.ts';

const CACHED = { 'cache-control': 'public, max-age=20000, must-revalidate' };

/** `/.well-known/openid-configuration`: the issuer's name stays Google's, the addresses are ours. */
export const openIdConfiguration = (origin: string): Reply =>
  jsonReply(
    200,
    {
      issuer: ISSUER,
      authorization_endpoint: `${origin}/o/oauth2/v2/auth`,
      token_endpoint: `${origin}/token`,
      userinfo_endpoint: `${origin}/v1/userinfo`,
      revocation_endpoint: `${origin}/revoke`,
      jwks_uri: `${origin}/oauth2/v3/certs`,
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256'],
      scopes_supported: ['openid', 'email', 'profile'],
      token_endpoint_auth_methods_supported: ['client_secret_post', 'client_secret_basic'],
      code_challenge_methods_supported: ['plain', 'S256'],
      grant_types_supported: ['authorization_code', 'refresh_token'],
    },
    CACHED,
  );

export const jwkCerts = async (): Promise<Reply> => jsonReply(200, await publicJwks(), CACHED);
export const pemCerts = async (): Promise<Reply> => jsonReply(200, await publicPems(), CACHED);
