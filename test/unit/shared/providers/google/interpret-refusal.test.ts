import { expect, it } from 'vitest';
import { interpretRefusal } from '../../../../../shared/providers/google/interpret-refusal.ts';

const body = (reason: string) => ({
  error: { code: 0, message: 'ben@gmail.example', errors: [{ domain: 'global', reason }] },
});

it.each([
  [400, 'invalid', 'ours'],
  [400, 'timeRangeTooLong', 'ours'],
  [400, 'pushNotSupportedForRequestedResource', 'ours'],
  [400, 'channelIdNotUnique', 'conflict'],
  [401, 'authError', 'token'],
  [401, 'required', 'token'],
  [401, 'push.webhookUrlUnauthorized', 'ours'],
  [403, 'rateLimitExceeded', 'throttled'],
  [403, 'userRateLimitExceeded', 'throttled'],
  [403, 'quotaExceeded', 'throttled'],
  [403, 'insufficientPermissions', 'scope'],
  [403, 'notACalendarUser', 'final'],
  [403, 'accessNotConfigured', 'tenant'],
  [403, 'forbiddenForNonOrganizer', 'ours'],
  [403, 'a word of next year', 'transient'],
  [404, 'notFound', 'gone'],
  [409, 'duplicate', 'conflict'],
  [409, 'conflict', 'transient'],
  [410, 'fullSyncRequired', 'cursor'],
  [410, 'updatedMinTooLongAgo', 'cursor'],
  [410, 'deleted', 'gone'],
  [412, 'conditionNotMet', 'stale'],
  [429, 'rateLimitExceeded', 'throttled'],
  [429, 'another word', 'throttled'],
  [500, 'backendError', 'transient'],
  [503, 'notFound', 'transient'],
])('%i %s is %s', (status, reason, verdict) => {
  expect(interpretRefusal({ status, body: body(reason) })).toMatchObject({ verdict, word: reason });
});

it.each([
  [{ status: 502, body: '<html>Bad gateway</html>' }, 'transient', 'status 502'],
  [{ status: 401, body: '' }, 'token', 'status 401'],
  [{ status: 404, body: {} }, 'transient', 'status 404'],
  [{ code: 'ECONNRESET' }, 'transient', 'ECONNRESET'],
  [{}, 'transient', 'no answer'],
])("%j, without a word of Google's, is %s", (refusal, verdict, word) => {
  expect(interpretRefusal(refusal)).toMatchObject({ verdict, word });
});

it('waits as long as Google asks, an hour where an account is over its own limit, and repeats nothing of what it said', () => {
  expect(
    interpretRefusal({ status: 429, body: body('rateLimitExceeded'), retryAfter: '17' }).retryAfterSeconds,
  ).toBe(17);
  expect(interpretRefusal({ status: 403, body: body('quotaExceeded') }).retryAfterSeconds).toBe(3600);
  expect(
    interpretRefusal({ status: 503, retryAfter: 'Mon, 04 Jan 2027 09:00:00 GMT' }).retryAfterSeconds,
  ).toBeUndefined();
  expect(interpretRefusal({ status: 403, body: body('rateLimitExceeded') }).message).toBe(
    'throttled: rateLimitExceeded',
  );
});
