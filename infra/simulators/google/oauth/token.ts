import type { Reply } from '../../../serve.ts';
import type { HttpCall } from '../../http-call.ts';
import { jsonReply } from '../../json-reply.ts';
import { shuffledScope } from '../../shuffled-scope.ts';
import type { World } from '../world.ts';
import { refuseClient } from './client-authentication.ts';
import { delegatedToken, JWT_BEARER } from './delegated-token.ts';
import { exchangeCode } from './exchange-code.ts';
import { ACCESS_TOKEN_SECONDS } from './grants.ts';
import { deadGrant, oauthError } from './oauth-error.ts';

/** Never answers with another refresh token: the old one stays. */
const refresh = (world: World, form: URLSearchParams): Reply => {
  const token = form.get('refresh_token');
  if (!token) return oauthError(400, 'invalid_request', 'Missing required parameter: refresh_token');
  const found = world.grants.useRefreshToken(token);
  const account = found && world.accounts.find(found.email);
  if (!account || account.isSuspended) return deadGrant();
  return jsonReply(200, {
    access_token: world.grants.issueAccessToken({ ...found, kind: 'app' }),
    expires_in: ACCESS_TOKEN_SECONDS,
    scope: shuffledScope(found.scopes, world.random),
    token_type: 'Bearer',
  });
};

/** `POST /token`, forms only. */
export const token = (world: World, call: HttpCall): Reply | Promise<Reply> => {
  if (!call.header('content-type')?.startsWith('application/x-www-form-urlencoded'))
    return oauthError(400, 'invalid_request', 'The request body must be form encoded.');
  const form = new URLSearchParams(call.body);
  if (form.get('grant_type') === JWT_BEARER) return delegatedToken(world, form.get('assertion') ?? '');
  const refusal = refuseClient(call, form, world.project);
  if (refusal) return refusal;
  const type = form.get('grant_type');
  if (type === 'authorization_code') return exchangeCode(world, form);
  if (type === 'refresh_token') return refresh(world, form);
  return oauthError(400, 'unsupported_grant_type', `Invalid grant_type: ${type ?? ''}`);
};
