import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { type ErrorCode, HubError, STATUS } from '../errors.ts';

const TITLES: Record<ErrorCode, string> = {
  invalid_json: 'The body is not valid JSON',
  invalid_cursor: 'This cursor is not one of ours',
  invalid_request: 'The request is not valid',
  unauthorized: 'Sign in first',
  forbidden: 'You may not do this',
  platform_disabled: 'This platform is switched off',
  not_found: 'There is no such thing here',
  slot_taken: 'This time is taken',
  host_busy: 'A host is busy at this time',
  calendar_unknown: "A host's calendar cannot be read at the moment",
  platform_not_connected: 'A platform that this needs is not connected',
  requires_platform: 'Another platform has to be connected first',
  already_connected: 'An account is connected already',
  already_disconnecting: 'The account is being disconnected already',
  account_in_use: 'This account is in use',
  idempotency_key_reused: 'This Idempotency-Key was used for another request',
  booking_over: 'This booking is over',
  too_late: 'It is too late for this',
  link_used: 'This link has been used',
  link_expired: 'This link has ended',
  stale: 'It has changed since you read it',
  payload_too_large: 'The body is too large',
  unsupported_media_type: 'The body must be JSON',
  privacy_not_allowed: 'Your organization does not allow this privacy',
  rate_limited: 'Too many requests',
  internal: 'Something went wrong on our side',
  busy: 'Too many changes at once',
  provider_unavailable: 'The provider does not answer',
};

/** RFC 9457 problem document; anything that is not a HubError says nothing but the request id. */
export const problem = (error: unknown, requestId: string): APIGatewayProxyStructuredResultV2 => {
  const known = error instanceof HubError ? error : new HubError('internal');
  const status = STATUS[known.code];
  return {
    statusCode: status,
    headers: {
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      ...(known.retryAfterSeconds !== undefined && { 'retry-after': String(known.retryAfterSeconds) }),
    },
    body: JSON.stringify({
      type: 'about:blank',
      title: TITLES[known.code],
      status,
      code: known.code,
      ...(known.detail && { detail: known.detail }),
      requestId,
      ...(known.errors && { errors: known.errors }),
      ...known.extra,
    }),
  };
};
