import { expect, it } from 'vitest';
import { isPassing } from '../../../../../shared/ports/provider-error.ts';
import { authorizationError } from '../../../../../shared/providers/google/authorization-error.ts';

const answer = (status: number, data: unknown, headers = {}) => ({
  response: { status, data, headers: new Headers(headers) },
});

/** https://developers.google.com/identity/protocols/oauth2/web-server and https://www.rfc-editor.org/rfc/rfc6749#section-5.2 */
it.each([
  [400, 'invalid_grant', 'final'],
  [401, 'invalid_client', 'project'],
  [401, 'unauthorized_client', 'project'],
  [401, 'deleted_client', 'project'],
  [401, 'disabled_client', 'project'],
  [400, 'admin_policy_enforced', 'tenant'],
  [400, 'org_internal', 'tenant'],
  [400, 'redirect_uri_mismatch', 'ours'],
  [400, 'invalid_request', 'ours'],
  [400, 'invalid_scope', 'ours'],
  [400, 'unsupported_grant_type', 'ours'],
  [400, 'a_word_of_next_year', 'transient'],
  [429, 'a_word_of_next_year', 'throttled'],
  [500, 'internal_failure', 'transient'],
  [503, 'invalid_grant', 'transient'],
])('%i %s is %s', (status, error, verdict) => {
  expect(authorizationError(answer(status, { error, error_description: 'x' }))).toMatchObject({
    verdict,
    word: error,
  });
});

it.each([
  [answer(502, '<html>Bad gateway</html>'), 'transient', 'http_502'],
  [answer(400, ''), 'transient', 'http_400'],
  [answer(400, { error: 'ben@gmail.example is unknown' }), 'transient', 'http_400'],
  [answer(400, { error: { code: 400 } }), 'transient', 'http_400'],
  [{ code: 'ECONNRESET' }, 'transient', 'http_ECONNRESET'],
  [new DOMException('late', 'TimeoutError'), 'transient', 'http_23'],
  [undefined, 'transient', 'http_none'],
])('%j is no word of Google: %s', (error, verdict, word) => {
  expect(authorizationError(error)).toMatchObject({ verdict, word });
});

it('waits as long as it is told', () => {
  const refused = answer(503, { error: 'internal_failure' }, { 'retry-after': '40' });
  expect(authorizationError(refused).retryAfterSeconds).toBe(40);
});

it('only what passes by itself is waited for', () => {
  const of = (error: string) => isPassing(authorizationError(answer(400, { error })));
  expect(['invalid_client', 'unknown', 'invalid_grant', 'admin_policy_enforced'].filter(of)).toEqual([
    'invalid_client',
    'unknown',
  ]);
});
