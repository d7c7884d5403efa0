import type { Reply } from '../../serve.ts';
import type { HttpCall } from '../http-call.ts';
import { tokenError } from './entra/token-error.ts';
import { refusalReply } from './graph/api-refusal.ts';

const WORDS: ReadonlyMap<number, { code: string; message: string }> = new Map([
  [400, { code: 'ErrorInvalidRequest', message: 'The request is invalid.' }],
  [
    401,
    {
      code: 'InvalidAuthenticationToken',
      message: 'Lifetime validation failed, the token is expired.',
    },
  ],
  [403, { code: 'ErrorAccessDenied', message: 'Access is denied. Check credentials and try again.' }],
  [404, { code: 'ErrorItemNotFound', message: 'The specified object was not found in the store.' }],
  [409, { code: 'Conflict', message: 'The request conflicts with what is there.' }],
  [410, { code: 'SyncStateNotFound', message: 'The sync state generation is not found.' }],
  [412, { code: 'ErrorIrresolvableConflict', message: 'The change key does not match.' }],
  [429, { code: 'ApplicationThrottled', message: 'Application is over its MailboxConcurrency limit.' }],
  [503, { code: 'ConcurrentItemSave', message: 'The item was saved by somebody else at the same time.' }],
]);

const TOKEN_NUMBERS: ReadonlyMap<number, number> = new Map([
  [400, 70000],
  [401, 7000215],
]);

/** What Microsoft itself would say with this status, on either side of its house. */
export const faultReply = (call: HttpCall, status: number): Reply => {
  if (!call.path.startsWith('/v1.0/')) return tokenError(TOKEN_NUMBERS.get(status) ?? 90033, status);
  const words = WORDS.get(status) ?? { code: 'generalException', message: 'An internal error occurred.' };
  return refusalReply(call, {
    status,
    ...words,
    ...(status === 429 && { headers: { 'retry-after': '10' } }),
  });
};
