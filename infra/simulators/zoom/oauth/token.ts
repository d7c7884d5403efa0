import { createHash } from 'node:crypto';
import type { Reply } from '../../../serve.ts';
import type { HttpCall } from '../../http-call.ts';
import { jsonReply } from '../../json-reply.ts';
import type { World } from '../world.ts';
import { refuseClient } from './client-authentication.ts';
import type { AuthorizationCode, Death, Grant } from './grants.ts';
import { requestFields } from './request-fields.ts';
import { invalidGrant, tokenError } from './token-error.ts';

const EXPIRES_IN = 3599;

const answer = ({ origin }: World, { accessToken, refreshToken, scopes }: Grant): Reply =>
  jsonReply(200, {
    access_token: accessToken,
    token_type: 'bearer',
    refresh_token: refreshToken,
    expires_in: EXPIRES_IN,
    scope: scopes.join(' '),
    api_url: origin,
  });

const provesChallenge = ({ challenge }: AuthorizationCode, verifier: string | null): boolean => {
  if (!challenge) return true;
  if (verifier === null) return false;
  const shown =
    challenge.method === 'plain' ? verifier : createHash('sha256').update(verifier).digest('base64url');
  return shown === challenge.value;
};

const exchange = (world: World, fields: URLSearchParams): Reply => {
  const code = world.grants.takeCode(fields.get('code') ?? '');
  if (code === 'expired') return invalidGrant('Authorization code is expired.', 4733);
  if (code === 'unknown') return invalidGrant('Invalid authorization code.', 4734);
  if (fields.get('redirect_uri') !== code.redirectUri)
    return tokenError({ code: 4709, reason: 'Redirect URI mismatch.', error: 'invalid_request' });
  if (!provesChallenge(code, fields.get('code_verifier'))) return invalidGrant('Invalid code_verifier.');
  return answer(world, world.grants.authorize(code.userId, world.app.scopes));
};

const dead = (death: Death): Reply =>
  death === 'superseded' ? invalidGrant('Token is revoked.', 4741) : invalidGrant('Invalid Token!');

const refresh = (world: World, fields: URLSearchParams): Reply => {
  const grant = world.grants.byRefreshToken(fields.get('refresh_token') ?? '');
  if (typeof grant === 'string') return dead(grant);
  const user = world.users.find(grant.userId);
  if (!user || user.status === 'deleted') return invalidGrant('Token owner does not exist.', 4735);
  if (user.needsPreApproval) return invalidGrant('The app is not pre-approved by the account admin.', 4738);
  if (!grant.scopes.every((scope) => world.app.scopes.includes(scope)))
    return invalidGrant('Token scopes do not fit the scopes of the app.', 4711);
  return answer(world, world.grants.rotate(grant));
};

/** `POST /oauth/token`: https://developers.zoom.us/docs/integrations/oauth/ */
export const token = (world: World, call: HttpCall): Reply => {
  const refusal = refuseClient(call, world.app);
  if (refusal) return refusal;
  const fields = requestFields(call);
  const type = fields.get('grant_type');
  if (type === 'authorization_code') return exchange(world, fields);
  if (type === 'refresh_token') return refresh(world, fields);
  return type === null
    ? tokenError({
        code: 4706,
        reason: 'Client credentials or grant_type missing.',
        error: 'invalid_request',
      })
    : tokenError({ code: 4705, reason: 'Grant type is not supported.', error: 'unsupported_grant_type' });
};
