import type { Reply } from '../../../serve.ts';
import type { HttpCall } from '../../http-call.ts';
import { jsonReply } from '../../json-reply.ts';
import { publicJwks } from '../../signing-key.ts';
import type { World } from '../world.ts';
import { issuerOf } from './id-token.ts';

const SHARED = ['common', 'organizations', 'consumers'];

/** The issuer's name stays Microsoft's, the addresses are ours; for all tenants at once it is a pattern. */
export const openIdConfiguration = ({ origin, tenants }: World, call: HttpCall): Reply => {
  const segment = call.path.split('/')[1] ?? '';
  const tid = SHARED.includes(segment) ? '{tenantid}' : (tenants.find(segment)?.tid ?? segment);
  const base = `${origin}/${segment}`;
  return jsonReply(200, {
    issuer: issuerOf(tid),
    authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
    token_endpoint: `${base}/oauth2/v2.0/token`,
    jwks_uri: `${base}/discovery/v2.0/keys`,
    response_modes_supported: ['query', 'fragment', 'form_post'],
    response_types_supported: ['code'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
    scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
    token_endpoint_auth_methods_supported: ['client_secret_post'],
  });
};

export const keys = async (): Promise<Reply> => jsonReply(200, await publicJwks());
