import type { Reply } from '../../serve.ts';
import type { HttpCall } from '../http-call.ts';
import { refusalReply } from './calendar/api-refusal.ts';
import { oauthError } from './oauth/oauth-error.ts';

interface Words {
  readonly reason: string;
  readonly message: string;
  readonly domain?: string;
}

const RATE: Words = { domain: 'usageLimits', reason: 'rateLimitExceeded', message: 'Rate Limit Exceeded' };
const BACKEND: Words = { reason: 'backendError', message: 'Backend Error' };

const WORDS: ReadonlyMap<number, Words> = new Map([
  [400, { reason: 'badRequest', message: 'Bad Request' }],
  [401, { reason: 'authError', message: 'Invalid Credentials' }],
  [403, RATE],
  [404, { reason: 'notFound', message: 'Not Found' }],
  [409, { reason: 'conflict', message: 'Conflict' }],
  [
    410,
    {
      domain: 'calendar',
      reason: 'fullSyncRequired',
      message: 'Sync token is no longer valid, a full sync is required.',
    },
  ],
  [412, { reason: 'conditionNotMet', message: 'Precondition Failed' }],
  [429, RATE],
]);

/** What Google itself would say with this status, on either side of its house. */
export const faultReply = (call: HttpCall, status: number): Reply => {
  if (call.path.startsWith('/calendar/') || call.path.startsWith('/admin/'))
    return refusalReply({ status, ...(WORDS.get(status) ?? BACKEND) });
  if (status >= 500) return oauthError(status, 'internal_failure', 'Internal error encountered.');
  if (status === 400) return oauthError(400, 'invalid_grant', 'Token has been expired or revoked.');
  return oauthError(status, status === 401 ? 'invalid_client' : 'invalid_request', 'Unauthorized');
};
