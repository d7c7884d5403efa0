import { describe, expect, test } from 'vitest';
import { interpretRefusal } from '../../../../../shared/providers/zoom/interpret-refusal.ts';

const NOON = 'Mon, 04 Jan 2027 12:00:00 GMT';
const refusal = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  interpretRefusal({ status, body, headers: new Headers({ date: NOON, ...headers }) });

describe('a refusal of the REST API', () => {
  test.each([
    [401, { code: 124, message: 'Invalid access token.' }, 'token', '124'],
    [401, undefined, 'token', 'status 401'],
    [400, { code: 4711, message: 'does not contain scopes' }, 'scope', '4711'],
    [400, { code: 4700, message: 'no' }, 'scope', '4700'],
    [400, { code: 300, message: 'Validation Failed.' }, 'ours', '300'],
    [400, { code: 200, message: 'No permission.' }, 'ours', '200'],
    [400, { code: 3161, message: 'no hosting' }, 'ours', '3161'],
    [404, { code: 1001, message: 'User does not exist' }, 'final', '1001'],
    [404, { code: 3001, message: 'Meeting does not exist' }, 'gone', '3001'],
    [400, { code: 3002, message: 'in progress' }, 'transient', 'in_progress'],
    [400, { code: 3007, message: 'already ended' }, 'transient', 'over'],
    [400, { code: 99_999, message: 'new' }, 'transient', '99999'],
    [404, undefined, 'transient', 'status 404'],
    [503, { code: 3001, message: 'x' }, 'transient', 'status 503'],
  ])('%i %j is %s (%s)', (status, body, verdict, word) => {
    expect(refusal(status, body)).toMatchObject({ verdict, word });
  });

  test('of the host’s hundred a day lasts until Zoom’s midnight, whatever the headers speak of', () => {
    const message =
      'You have exceeded the daily rate limit (100) of Meeting Create/Update API requests permitted for this particular user. You may resume these requests at GMT 00:00:00.';
    expect(refusal(429, { code: 429, message }, { 'x-ratelimit-remaining': '5893' })).toMatchObject({
      verdict: 'throttled',
      word: 'daily_limit',
      retryAfterSeconds: 12 * 3600,
    });
  });

  test('by the second is over in a moment', () => {
    const message = 'You have reached the maximum per-second rate limit for this API. Try again later.';
    expect(refusal(429, { code: 429, message })).toMatchObject({
      verdict: 'throttled',
      word: 'per_second_limit',
      retryAfterSeconds: 2,
    });
  });

  test('of the account’s day lasts as long as Zoom names, as a date', () => {
    const message = 'You have reached the maximum daily rate limit for this API.';
    const named = refusal(429, { code: 429, message }, { 'retry-after': '2027-01-04T13:00:00Z' });
    expect(named).toMatchObject({ word: 'account_daily_limit', retryAfterSeconds: 3600 });
    expect(refusal(429, { code: 429, message })).toMatchObject({ retryAfterSeconds: 12 * 3600 });
  });

  test('without words says nothing about when', () => {
    expect(refusal(429, undefined)).toMatchObject({ verdict: 'throttled', word: 'rate_limit' });
  });
});
