import type { Reply } from '../../../serve.ts';
import type { HttpCall } from '../../http-call.ts';
import { jsonReply } from '../../json-reply.ts';
import { removeApp } from '../remove-app.ts';
import type { World } from '../world.ts';
import { refuseClient } from './client-authentication.ts';
import { requestFields } from './request-fields.ts';
import { tokenError } from './token-error.ts';

/** `POST /oauth/revoke`: takes an access token that lives; nobody has seen it take a refresh token. */
export const revokeToken = (world: World, call: HttpCall): Reply => {
  const refusal = refuseClient(call, world.app);
  if (refusal) return refusal;
  const accessToken = requestFields(call).get('token') ?? '';
  const grant = world.grants.byAccessToken(accessToken);
  const caller = world.grants.caller(accessToken);
  if (!grant || caller === 'expired')
    return tokenError({ reason: 'Invalid Token!', error: 'invalid_request' });
  removeApp(world, grant.userId);
  return jsonReply(200, { status: 'success' });
};
