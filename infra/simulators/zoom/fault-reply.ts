import type { Reply } from '../../serve.ts';
import type { HttpCall } from '../http-call.ts';
import { refusalReply } from './api/api-refusal.ts';
import { tokenError } from './oauth/token-error.ts';

const WORDS: ReadonlyMap<number, { code: number; message: string }> = new Map([
  [400, { code: 300, message: 'Validation Failed.' }],
  [401, { code: 124, message: 'Invalid access token.' }],
  [403, { code: 200, message: 'No permission.' }],
  [404, { code: 3001, message: 'Meeting is not found or has expired.' }],
  [
    429,
    {
      code: 429,
      message: 'You have reached the maximum per-second rate limit for this API. Try again later.',
    },
  ],
]);

const tokenFault = (status: number): Reply => {
  if (status >= 500)
    return tokenError({ status, code: 4700, reason: 'Internal error', error: 'server_error' });
  return status === 401
    ? tokenError({
        status,
        code: 4702,
        reason: 'Invalid client_id or client_secret',
        error: 'invalid_client',
      })
    : tokenError({ status, reason: 'Invalid Token!', error: 'invalid_grant' });
};

/** What Zoom itself would say with this status, on either side of its house. */
export const faultReply = (call: HttpCall, status: number): Reply =>
  call.path.startsWith('/v2/')
    ? refusalReply({ status, ...(WORDS.get(status) ?? { code: status, message: 'Internal server error.' }) })
    : tokenFault(status);
