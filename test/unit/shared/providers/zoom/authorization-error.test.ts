import { describe, expect, test } from 'vitest';
import { authorizationError } from '../../../../../shared/providers/zoom/authorization-error.ts';

describe('a refusal of the token endpoint', () => {
  test.each([
    [400, { code: 4700 }, 'transient', '4700'],
    [401, { code: 4702, error: 'invalid_client' }, 'project', '4702'],
    [400, { code: 4704 }, 'project', '4704'],
    [400, { code: 4705 }, 'ours', '4705'],
    [400, { code: 4706 }, 'ours', '4706'],
    [400, { code: 4709 }, 'ours', '4709'],
    [400, { code: 4711, error: 'invalid_grant' }, 'final', '4711'],
    [400, { code: 4717 }, 'project', '4717'],
    [400, { code: 4733 }, 'final', '4733'],
    [400, { code: 4734 }, 'final', '4734'],
    [400, { code: 4735 }, 'final', '4735'],
    [400, { code: 4737 }, 'final', '4737'],
    [400, { code: 4738 }, 'final', '4738'],
    [400, { code: 4740 }, 'final', '4740'],
    [400, { code: 4741 }, 'final', '4741'],
    [400, { code: '4741' }, 'final', '4741'],
    [400, { reason: 'Token is revoked (4741)' }, 'final', '4741'],
    [400, { reason: 'Invalid Token!', error: 'invalid_grant' }, 'final', 'invalid_token'],
    [400, { reason: 'Invalid Token!', error: 'invalid_request' }, 'final', 'invalid_token'],
    [400, { error: 'invalid_grant' }, 'final', 'invalid_grant'],
    [401, { error: 'invalid_client' }, 'project', 'invalid_client'],
    [400, { error: 'invalid_request', reason: 'Something else' }, 'transient', 'invalid_request'],
    [400, { error: 'never heard of' }, 'transient', 'status 400'],
    [429, {}, 'throttled', 'status 429'],
    [500, { error: 'invalid_grant' }, 'transient', 'invalid_grant'],
    [502, undefined, 'transient', 'status 502'],
    [400, undefined, 'transient', 'status 400'],
    [400, 'a page', 'transient', 'status 400'],
  ])('%i %j is %s (%s)', (status, body, verdict, word) => {
    expect(authorizationError({ status, body })).toMatchObject({ verdict, word });
  });
});
