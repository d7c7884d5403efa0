import { describe, expect, it } from 'vitest';
import { ProviderError } from '../../../../../shared/ports/provider-error.ts';
import {
  authorizationError,
  callbackError,
} from '../../../../../shared/providers/microsoft/authorization-error.ts';

const refused = (status: number, body: unknown, headers: Record<string, string> = {}) => {
  const { verdict, word, retryAfterSeconds } = authorizationError({
    status,
    body,
    headers: new Headers(headers),
  });
  return { verdict, word, retryAfterSeconds };
};

const aadsts = (number: number, error: string) => ({
  error,
  error_description: `AADSTS${number}: words that may change.\r\nTrace ID: 1`,
  error_codes: [number],
});

describe('what a refusal of Microsoft’s token endpoint means', () => {
  it.each([
    [65001, 'invalid_grant', 'final'],
    [65004, 'access_denied', 'final'],
    [50173, 'invalid_grant', 'final'],
    [700082, 'invalid_grant', 'final'],
    [700084, 'invalid_grant', 'final'],
    [70000, 'invalid_grant', 'final'],
    [70008, 'invalid_grant', 'final'],
    [70043, 'invalid_grant', 'final'],
    [54005, 'invalid_grant', 'final'],
    [50074, 'interaction_required', 'final'],
    [50076, 'invalid_grant', 'final'],
    [50078, 'interaction_required', 'final'],
    [50079, 'interaction_required', 'final'],
    [50131, 'invalid_grant', 'final'],
    [50158, 'interaction_required', 'final'],
    [53000, 'invalid_grant', 'final'],
    [53001, 'invalid_grant', 'final'],
    [53003, 'invalid_grant', 'final'],
    [50057, 'invalid_grant', 'final'],
    [50034, 'invalid_grant', 'final'],
    [50020, 'invalid_grant', 'final'],
    [50105, 'invalid_grant', 'final'],
    [90093, 'invalid_grant', 'tenant'],
    [90094, 'invalid_grant', 'tenant'],
    [90095, 'invalid_grant', 'tenant'],
    [65005, 'invalid_grant', 'tenant'],
    [650052, 'invalid_client', 'tenant'],
    [650056, 'invalid_client', 'tenant'],
    [650057, 'invalid_client', 'tenant'],
    [700016, 'unauthorized_client', 'tenant'],
    [7000112, 'unauthorized_client', 'tenant'],
    [70001, 'unauthorized_client', 'tenant'],
    [7000215, 'invalid_client', 'project'],
    [7000222, 'invalid_client', 'project'],
    [7000218, 'invalid_request', 'project'],
    [501481, 'invalid_grant', 'ours'],
    [50147, 'invalid_grant', 'ours'],
    [50011, 'invalid_grant', 'ours'],
    [700005, 'invalid_grant', 'ours'],
    [70011, 'invalid_scope', 'ours'],
    [28002, 'invalid_scope', 'ours'],
    [70003, 'unsupported_grant_type', 'ours'],
    [900144, 'invalid_request', 'ours'],
    [50196, 'invalid_grant', 'throttled'],
    [90006, 'server_error', 'transient'],
    [90012, 'server_error', 'transient'],
    [90024, 'temporarily_unavailable', 'transient'],
    [90033, 'temporarily_unavailable', 'transient'],
    [90055, 'server_error', 'transient'],
    [50033, 'server_error', 'transient'],
  ])('AADSTS%i (%s) is %s', (number, error, verdict) => {
    expect(refused(400, aadsts(number, error))).toMatchObject({ verdict, word: `AADSTS${number}` });
  });

  it.each([
    ['invalid_grant', 'final'],
    ['interaction_required', 'final'],
    ['consent_required', 'final'],
    ['unauthorized_client', 'tenant'],
    ['invalid_client', 'project'],
    ['invalid_request', 'ours'],
    ['temporarily_unavailable', 'transient'],
    ['something_new', 'transient'],
  ])('a number that is new leaves the word: %s is %s', (error, verdict) => {
    expect(refused(400, aadsts(99_999_999, error))).toMatchObject({ verdict, word: error });
  });

  it('reads the number in the words where it stands nowhere else', () => {
    const body = { error: 'invalid_grant', error_description: 'AADSTS7000222: expired' };
    expect(refused(401, body)).toMatchObject({ verdict: 'project', word: 'AADSTS7000222' });
  });

  it('takes no account away for a server in trouble, a page of words or a limit', () => {
    expect(refused(503, aadsts(50173, 'invalid_grant')).verdict).toBe('transient');
    expect(refused(400, undefined)).toMatchObject({ verdict: 'transient', word: 'status 400' });
    expect(refused(400, { error: 'a secret, or\na line' }).word).toBe('status 400');
    expect(refused(429, undefined, { 'retry-after': '17' })).toEqual({
      verdict: 'throttled',
      word: 'status 429',
      retryAfterSeconds: 17,
    });
  });
});

describe('what coming back from Microsoft’s sign-in without a code means', () => {
  it.each([
    ['access_denied', 'AADSTS90094: The grant requires admin permission.', 'tenant', 'AADSTS90094'],
    ['access_denied', 'AADSTS90095: Admin consent is required.', 'tenant', 'AADSTS90095'],
    [
      'interaction_required',
      'AADSTS65001: The user or administrator has not consented.',
      'tenant',
      'AADSTS65001',
    ],
    ['consent_required', undefined, 'tenant', 'consent_required'],
    ['access_denied', 'AADSTS65004: User declined to consent.', 'final', 'AADSTS65004'],
    ['access_denied', undefined, 'final', 'access_denied'],
    ['server_error', undefined, 'transient', 'server_error'],
    ['<script>', undefined, 'transient', 'unknown'],
  ])('%s, %s: %s', (error, error_description, verdict, word) => {
    const judged = callbackError({ error, ...(error_description !== undefined && { error_description }) });
    expect(judged).toBeInstanceOf(ProviderError);
    expect(judged).toMatchObject({ verdict, word });
  });
});

describe('why an account that was connected is over', () => {
  const reasonOf = (number: number, error = 'invalid_grant') =>
    authorizationError({ status: 400, body: aadsts(number, error), headers: new Headers() }).reason;

  it.each([
    [700082, 'expired'],
    [50076, 'expired'],
    [53003, 'not_permitted'],
    [50105, 'not_permitted'],
    [50057, 'account_unusable'],
    [65001, undefined],
    [50173, undefined],
    [70000, undefined],
  ] as const)('%i: %s', (number, reason) => {
    expect(reasonOf(number)).toBe(reason);
  });

  it('is told by a broken server to nobody', () => {
    const answer = { status: 503, body: aadsts(50057, 'invalid_grant'), headers: new Headers() };
    expect(authorizationError(answer)).toMatchObject({ verdict: 'transient', reason: undefined });
  });
});
