import { describe, expect, it } from 'vitest';
import { unconsented } from '../../../../../shared/providers/microsoft/unconsented.ts';

describe('why somebody came back from Microsoft without a code', () => {
  it.each([
    ['access_denied', undefined, 'access_denied'],
    ['access_denied', 'AADSTS65004: User declined to consent.', 'access_denied'],
    ['access_denied', 'AADSTS90094: The grant requires admin permission.', 'needs_admin_approval'],
    ['access_denied', 'AADSTS90095: Admin consent is required.', 'needs_admin_approval'],
    ['consent_required', 'AADSTS65001: not consented', 'needs_admin_approval'],
    ['unauthorized_client', 'AADSTS7000112: Application is disabled.', 'needs_admin_approval'],
    ['access_denied', 'AADSTS50057: The user account is disabled.', 'account_unusable'],
    ['interaction_required', 'AADSTS53003: blocked by Conditional Access', 'account_unusable'],
    ['server_error', undefined, 'provider_unavailable'],
    ['invalid_request', 'AADSTS90014: a field is missing', 'provider_unavailable'],
    ['<b>strange</b>', undefined, 'provider_unavailable'],
    [undefined, undefined, 'provider_unavailable'],
  ])('%s, %s: %s', (error, error_description, meaning) => {
    expect(unconsented({ error, error_description })).toBe(meaning);
  });
});
