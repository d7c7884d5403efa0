import { expect, it } from 'vitest';
import { interpretRefusal } from '../../../../../shared/providers/google/interpret-refusal.ts';

const body = (reason: string, details?: string) => ({
  error: {
    code: 0,
    message: 'ben@gmail.example',
    errors: [{ domain: 'global', reason }],
    ...(details !== undefined && { details: [{ '@type': 'x' }, { reason: details }] }),
  },
});

const ERRORS = 'https://developers.google.com/workspace/calendar/api/guides/errors';
const PUSH = 'https://developers.google.com/workspace/calendar/api/guides/push';
const SYNC = 'https://developers.google.com/workspace/calendar/api/guides/sync';
const FREE_BUSY = 'https://developers.google.com/workspace/calendar/api/v3/reference/freebusy/query';
const SUPPORT = 'https://support.google.com/a/answer/2905486';
const MEMBERS = 'https://github.com/googleapis/google-api-python-client/issues/846';

it.each([
  [400, 'badRequest', 'ours', ERRORS],
  [400, 'invalid', 'ours', ERRORS],
  [400, 'required', 'ours', ERRORS],
  [400, 'parseError', 'ours', ERRORS],
  [400, 'timeRangeEmpty', 'ours', FREE_BUSY],
  [400, 'timeRangeTooLong', 'ours', FREE_BUSY],
  [400, 'channelIdNotUnique', 'conflict', PUSH],
  [400, 'push.webhookUrlNotHttps', 'ours', PUSH],
  [400, 'pushNotSupportedForRequestedResource', 'ours', PUSH],
  [400, 'a word of next year', 'transient', ERRORS],
  [401, 'authError', 'token', ERRORS],
  [401, 'required', 'token', ERRORS],
  [401, 'push.webhookUrlUnauthorized', 'ours', PUSH],
  [403, 'rateLimitExceeded', 'throttled', ERRORS],
  [403, 'userRateLimitExceeded', 'throttled', ERRORS],
  [403, 'quotaExceeded', 'throttled', SUPPORT],
  [403, 'calendarUsageLimitsExceeded', 'throttled', SUPPORT],
  [403, 'dailyLimitExceeded', 'project', ERRORS],
  [403, 'accessNotConfigured', 'project', ERRORS],
  [403, 'insufficientPermissions', 'scope', ERRORS],
  [403, 'notACalendarUser', 'final', PUSH],
  [403, 'forbidden', 'ours', MEMBERS],
  [403, 'requiredAccessLevel', 'ours', ERRORS],
  [403, 'forbiddenForNonOrganizer', 'ours', ERRORS],
  [403, 'forbiddenForServiceAccounts', 'ours', ERRORS],
  [403, 'a word of next year', 'transient', ERRORS],
  [404, 'notFound', 'gone', ERRORS],
  [409, 'duplicate', 'conflict', ERRORS],
  [409, 'conflict', 'transient', ERRORS],
  [410, 'fullSyncRequired', 'cursor', SYNC],
  [410, 'updatedMinTooLongAgo', 'cursor', ERRORS],
  [410, 'deleted', 'gone', ERRORS],
  [412, 'conditionNotMet', 'stale', ERRORS],
  [429, 'rateLimitExceeded', 'throttled', ERRORS],
  [429, 'another word', 'throttled', ERRORS],
  [500, 'backendError', 'transient', ERRORS],
  [503, 'notFound', 'transient', ERRORS],
  [503, 'accessNotConfigured', 'transient', ERRORS],
])('%i %s is %s: %s', (status, reason, verdict) => {
  expect(interpretRefusal({ status, body: body(reason) })).toMatchObject({ verdict, word: reason });
});

/** https://github.com/googleapis/googleapis/blob/master/google/api/error_reason.proto */
it.each([
  ['forbidden', 'BILLING_DISABLED', 'project', 'BILLING_DISABLED'],
  ['forbidden', 'CONSUMER_SUSPENDED', 'project', 'CONSUMER_SUSPENDED'],
  ['forbidden', 'CONSUMER_INVALID', 'project', 'CONSUMER_INVALID'],
  ['forbidden', 'RATE_LIMIT_EXCEEDED', 'throttled', 'RATE_LIMIT_EXCEEDED'],
  ['forbidden', 'SOMETHING_ELSE', 'ours', 'forbidden'],
  ['accessNotConfigured', 'SERVICE_DISABLED', 'project', 'accessNotConfigured'],
  ['insufficientPermissions', 'ACCESS_TOKEN_SCOPE_INSUFFICIENT', 'scope', 'insufficientPermissions'],
])('403 %s with the detail %s is %s', (reason, detail, verdict, word) => {
  expect(interpretRefusal({ status: 403, body: body(reason, detail) })).toMatchObject({ verdict, word });
});

it.each([
  ['SERVICE_DISABLED', 'project'],
  ['ACCESS_TOKEN_EXPIRED', 'token'],
  ['ACCESS_TOKEN_SCOPE_INSUFFICIENT', 'scope'],
  ['RATE_LIMIT_EXCEEDED', 'throttled'],
])('a refusal that has details only speaks by them: %s is %s', (reason, verdict) => {
  const error = { code: 403, status: 'PERMISSION_DENIED', details: [{ reason }] };
  expect(interpretRefusal({ status: 403, body: { error } })).toMatchObject({ verdict, word: reason });
});

it.each([
  [{ status: 502, body: '<html>Bad gateway</html>' }, 'transient', 'status 502'],
  [{ status: 403, body: '<html>Sorry, unusual traffic</html>' }, 'transient', 'status 403'],
  [{ status: 401, body: '' }, 'token', 'status 401'],
  [{ status: 429, body: '{"error":' }, 'throttled', 'status 429'],
  [{ status: 404, body: {} }, 'transient', 'status 404'],
  [{ status: 404, body: { error: 'not found' } }, 'transient', 'status 404'],
  [{ status: 410, body: undefined }, 'transient', 'status 410'],
  [{ status: 403, body: { error: { errors: [{ reason: 7 }] } } }, 'transient', 'status 403'],
  [{ status: 403, body: body('ben@gmail.example may not') }, 'transient', 'status 403'],
  [{ code: 'ECONNRESET' }, 'transient', 'ECONNRESET'],
  [{ code: 'TimeoutError' }, 'transient', 'TimeoutError'],
  [{}, 'transient', 'no answer'],
])("%j, without a word of Google's, is %s", (refusal, verdict, word) => {
  expect(interpretRefusal(refusal)).toMatchObject({ verdict, word });
});

const DATE = 'Mon, 04 Jan 2027 08:59:30 GMT';

it.each([
  ['seconds', '17', 17],
  ['no time at all', '0', 0],
  ['a date, by the clock of the answer', 'Mon, 04 Jan 2027 09:00:00 GMT', 30],
  ['more than an hour: an hour', '86400', 3600],
  ['a date of next week: an hour', 'Mon, 11 Jan 2027 09:00:00 GMT', 3600],
  ['a date that is over', 'Mon, 04 Jan 2027 08:00:00 GMT', undefined],
  ['nonsense', 'soon', undefined],
  ['a negative number', '-5', undefined],
])('Retry-After may be %s', (_, retryAfter, seconds) => {
  const refusal = { status: 429, body: body('rateLimitExceeded'), retryAfter, date: DATE };
  expect(interpretRefusal(refusal).retryAfterSeconds).toBe(seconds);
});

it('cannot measure a date without the date of the answer', () => {
  expect(interpretRefusal({ status: 503, retryAfter: DATE }).retryAfterSeconds).toBeUndefined();
});

it('waits an hour where an account is over its own limit, and repeats nothing of what was said', () => {
  const refused = { status: 403, body: body('quotaExceeded'), retryAfter: '5' };
  expect(interpretRefusal(refused).retryAfterSeconds).toBe(3600);
  expect(interpretRefusal({ status: 403, body: body('rateLimitExceeded') }).message).toBe(
    'throttled: rateLimitExceeded',
  );
});
