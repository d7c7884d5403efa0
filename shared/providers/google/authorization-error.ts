import { GoogleTokenError } from '../../../events/provider/google/token.ts';
import { ProviderError, type Verdict } from '../../ports/provider-error.ts';

/** The documented words: https://developers.google.com/identity/protocols/oauth2/web-server#handlingresponse */
const VERDICTS = new Map<string, Verdict>([
  ['invalid_grant', 'final'],
  ['admin_policy_enforced', 'tenant'],
  ['org_internal', 'tenant'],
  ['invalid_client', 'ours'],
  ['unauthorized_client', 'ours'],
  ['redirect_uri_mismatch', 'ours'],
  ['invalid_request', 'ours'],
  ['invalid_scope', 'ours'],
  ['unsupported_grant_type', 'ours'],
]);

interface Failure {
  readonly code: unknown;
  readonly response: { readonly status: unknown; readonly data: unknown } | undefined;
}

const failureOf = (error: unknown): Failure => {
  const { code, response } = (error ?? {}) as {
    code?: unknown;
    response?: { status?: unknown; data?: unknown };
  };
  return { code, response: response && { status: response.status, data: response.data } };
};

/** What Google's OAuth endpoints mean by a refusal; whatever is not one of their words is transient. */
export const authorizationError = (error: unknown): ProviderError => {
  if (error instanceof ProviderError) return error;
  const { code, response } = failureOf(error);
  const parsed = GoogleTokenError.safeParse(response?.data);
  if (!parsed.success)
    return new ProviderError('transient', {
      word: `http_${String(response?.status ?? code ?? 'none')}`,
      cause: error,
    });
  const word = parsed.data.error;
  return new ProviderError(VERDICTS.get(word) ?? 'transient', { word, cause: error });
};
