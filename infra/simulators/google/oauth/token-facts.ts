import type { Reply } from '../../../serve.ts';
import type { HttpCall } from '../../http-call.ts';
import { jsonReply } from '../../json-reply.ts';
import { bearerOf } from '../bearer.ts';
import type { World } from '../world.ts';
import { claimsOf } from './id-token.ts';
import { oauthError } from './oauth-error.ts';

const given = (call: HttpCall, name: string): string | undefined =>
  call.query.get(name) ?? new URLSearchParams(call.body).get(name) ?? undefined;

/** `POST /revoke`: https://developers.google.com/identity/protocols/oauth2/web-server#tokenrevoke */
export const revokeToken = ({ grants }: World, call: HttpCall): Reply => {
  const token = given(call, 'token');
  if (token === undefined) return oauthError(400, 'invalid_request', 'Missing required parameter: token');
  return grants.revoke(token)
    ? jsonReply(200, {})
    : oauthError(400, 'invalid_token', 'Token expired or revoked');
};

/** `/tokeninfo`, by query, form or header. */
export const tokenInfo = ({ grants, accounts }: World, call: HttpCall): Reply => {
  const token = grants.accessToken(given(call, 'access_token') ?? bearerOf(call) ?? '');
  const account = token && accounts.find(token.email);
  if (!account) return oauthError(400, 'invalid_token', 'Invalid Value');
  const {
    name: _name,
    given_name: _given,
    family_name: _family,
    ...claims
  } = claimsOf(account, token.scopes);
  const secondsLeft = Math.floor((token.expiresAt - Date.now()) / 1000);
  return jsonReply(200, {
    azp: token.clientId,
    aud: token.clientId,
    ...claims,
    scope: token.scopes.join(' '),
    exp: String(Math.floor(token.expiresAt / 1000)),
    expires_in: String(secondsLeft),
  });
};

/** `/v1/userinfo`; a token without `openid` learns nothing. */
export const userInfo = ({ grants, accounts }: World, call: HttpCall): Reply => {
  const token = grants.accessToken(bearerOf(call) ?? '');
  const account = token?.scopes.includes('openid') ? accounts.find(token.email) : undefined;
  if (!(token && account)) return oauthError(401, 'invalid_request', 'Invalid Credentials');
  return jsonReply(200, claimsOf(account, token.scopes));
};
