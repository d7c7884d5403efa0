import { createHash } from 'node:crypto';
import type { Reply } from '../../../serve.ts';
import { jsonReply } from '../../json-reply.ts';
import { shuffledScope } from '../../shuffled-scope.ts';
import type { World } from '../world.ts';
import { ACCESS_TOKEN_SECONDS, type AuthorizationCode } from './grants.ts';
import { idToken } from './id-token.ts';
import { oauthError } from './oauth-error.ts';

const VERIFIER = /^[A-Za-z0-9\-._~]{43,128}$/;

const provesChallenge = ({ challenge }: AuthorizationCode, verifier: string | null): boolean => {
  if (!challenge) return true;
  if (verifier === null || !VERIFIER.test(verifier)) return false;
  const shown =
    challenge.method === 'plain' ? verifier : createHash('sha256').update(verifier).digest('base64url');
  return shown === challenge.value;
};

const refuse = (code: AuthorizationCode, form: URLSearchParams): Reply | undefined => {
  if (form.get('redirect_uri') !== code.redirectUri) return oauthError(400, 'invalid_grant', 'Bad Request');
  if (provesChallenge(code, form.get('code_verifier'))) return undefined;
  const isMissing = form.get('code_verifier') === null;
  return oauthError(400, 'invalid_grant', isMissing ? 'Missing code verifier.' : 'Invalid code verifier.');
};

const tokensFor = async (world: World, code: AuthorizationCode): Promise<Reply> => {
  const account = world.accounts.find(code.email);
  if (!account) return oauthError(400, 'invalid_grant', 'Account has been deleted');
  const { email, clientId, scopes, nonce } = code;
  const accessToken = world.grants.issueAccessToken({ email, clientId, scopes, kind: 'app' });
  const mayRefresh = code.isOffline && code.wasConsentShown;
  return jsonReply(200, {
    access_token: accessToken,
    expires_in: ACCESS_TOKEN_SECONDS,
    ...(mayRefresh && { refresh_token: world.grants.issueRefreshToken({ email, clientId, scopes }) }),
    scope: shuffledScope(scopes, world.random),
    token_type: 'Bearer',
    ...(scopes.includes('openid') && {
      id_token: await idToken(account, { clientId, scopes, accessToken, nonce }),
    }),
  });
};

/** https://developers.google.com/identity/protocols/oauth2/web-server#exchange-authorization-code */
export const exchangeCode = async (world: World, form: URLSearchParams): Promise<Reply> => {
  const name = form.get('code');
  if (!name) return oauthError(400, 'invalid_request', 'Missing required parameter: code');
  const code = world.grants.takeCode(name);
  if (!code)
    return oauthError(400, 'invalid_grant', name.startsWith('4/') ? 'Bad Request' : 'Malformed auth code.');
  return refuse(code, form) ?? tokensFor(world, code);
};
