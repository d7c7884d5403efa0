import { randomUUID } from 'node:crypto';
import type { Reply } from '../../../serve.ts';
import { jsonReply } from '../../json-reply.ts';

interface Words {
  readonly error: string;
  readonly text: string;
  readonly suberror?: string;
  readonly status?: number;
}

/** https://learn.microsoft.com/en-us/entra/identity-platform/reference-error-codes; the pairs beside the numbers are only partly documented. */
const WORDS: ReadonlyMap<number, Words> = new Map<number, Words>([
  [
    65001,
    {
      error: 'invalid_grant',
      suberror: 'consent_required',
      text: 'The user or administrator has not consented to use the application. Send an interactive authorization request for this user and resource.',
    },
  ],
  [
    50173,
    {
      error: 'invalid_grant',
      suberror: 'bad_token',
      text: 'The provided grant has expired due to it being revoked, a fresh auth token is needed. The user might have changed or reset their password.',
    },
  ],
  [700082, { error: 'invalid_grant', text: 'The refresh token has expired due to inactivity.' }],
  [70000, { error: 'invalid_grant', text: 'The provided grant is expired. The user must sign in again.' }],
  [70008, { error: 'invalid_grant', text: 'The provided authorization code or refresh token has expired.' }],
  [
    54005,
    {
      error: 'invalid_grant',
      text: 'OAuth2 Authorization code was already redeemed, please retry with a new valid code.',
    },
  ],
  [50057, { error: 'invalid_grant', text: 'The user account is disabled.' }],
  [
    50076,
    {
      error: 'invalid_grant',
      suberror: 'basic_action',
      text: 'Due to a configuration change made by your administrator, you must use multi-factor authentication to access the resource.',
    },
  ],
  [
    53003,
    {
      error: 'invalid_grant',
      suberror: 'message_only',
      text: 'Access has been blocked by Conditional Access policies.',
    },
  ],
  [
    501481,
    {
      error: 'invalid_grant',
      text: 'The Code_Verifier does not match the code_challenge supplied in the authorization request.',
    },
  ],
  [50011, { error: 'invalid_grant', text: 'The redirect URI specified in the request does not match.' }],
  [
    700005,
    { error: 'invalid_grant', text: 'Provided Authorization Code is intended to use against other tenant.' },
  ],
  [700016, { error: 'unauthorized_client', text: 'Application was not found in the directory.' }],
  [7000112, { error: 'unauthorized_client', text: 'Application is disabled.' }],
  [7000215, { error: 'invalid_client', status: 401, text: 'Invalid client secret provided.' }],
  [
    7000222,
    {
      error: 'invalid_client',
      status: 401,
      text: 'The provided client secret keys for the app are expired.',
    },
  ],
  [
    7000218,
    {
      error: 'invalid_request',
      text: "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
    },
  ],
  [70011, { error: 'invalid_scope', text: 'The provided value for the input parameter scope is not valid.' }],
  [900144, { error: 'invalid_request', text: 'The request body must contain a parameter that is missing.' }],
  [70003, { error: 'unsupported_grant_type', text: 'The app requested an unsupported grant type.' }],
  [
    90033,
    {
      error: 'temporarily_unavailable',
      status: 503,
      text: 'A transient error has occurred. Please try again.',
    },
  ],
]);

/** The token endpoint's shape of error, unlike Graph's. */
export const tokenError = (number: number, status?: number): Reply => {
  const { error, text, suberror, ...words } = WORDS.get(number) ?? {
    error: 'invalid_request',
    text: 'Invalid.',
  };
  const [traceId, correlationId] = [randomUUID(), randomUUID()];
  const timestamp = `${new Date().toISOString().slice(0, 19).replace('T', ' ')}Z`;
  return jsonReply(
    status ?? words.status ?? 400,
    {
      error,
      error_description: `AADSTS${number}: ${text}\r\nTrace ID: ${traceId}\r\nCorrelation ID: ${correlationId}\r\nTimestamp: ${timestamp}`,
      error_codes: [number],
      timestamp,
      trace_id: traceId,
      correlation_id: correlationId,
      error_uri: `https://login.microsoftonline.com/error?code=${number}`,
      ...(suberror !== undefined && { suberror }),
    },
    {
      'cache-control': 'no-store, no-cache',
      pragma: 'no-cache',
      'x-ms-request-id': traceId,
      'x-ms-clitelem': `1,${number},0,,`,
    },
  );
};
