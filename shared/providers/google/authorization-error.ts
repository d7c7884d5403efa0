import * as z from 'zod';
import { GoogleTokenError } from '../../../events/provider/google/token.ts';
import { ProviderError, type Verdict } from '../../ports/provider-error.ts';
import { retryAfterSeconds } from '../retry-after.ts';

/**
 * The documented words: https://developers.google.com/identity/protocols/oauth2/web-server#handlingresponse. Words about our client
 * concern every user of the hub, words about a policy the users of one organization.
 */
const VERDICTS: ReadonlyMap<string, Verdict> = new Map<string, Verdict>([
  ['invalid_grant', 'final'],
  ['admin_policy_enforced', 'tenant'],
  ['org_internal', 'tenant'],
  ['invalid_client', 'project'],
  ['unauthorized_client', 'project'],
  ['deleted_client', 'project'],
  ['disabled_client', 'project'],
  ['redirect_uri_mismatch', 'ours'],
  ['invalid_request', 'ours'],
  ['invalid_scope', 'ours'],
  ['unsupported_grant_type', 'ours'],
]);

const Failure = z.object({
  code: z.union([z.string(), z.number()]).optional().catch(undefined),
  response: z
    .object({
      status: z.number().optional().catch(undefined),
      data: z.unknown(),
      headers: z.instanceof(Headers).optional().catch(undefined),
    })
    .optional()
    .catch(undefined),
});

/** What Google's OAuth endpoints mean by a refusal; whatever is not one of their words is transient. */
export const authorizationError = (error: unknown): ProviderError => {
  if (error instanceof ProviderError) return error;
  const { code, response } = Failure.catch({}).parse(error);
  const { status, data, headers } = response ?? {};
  const parsed = GoogleTokenError.safeParse(data);
  const word = parsed.success ? parsed.data.error : `http_${String(status ?? code ?? 'none')}`;
  const known = status !== undefined && status >= 500 ? undefined : VERDICTS.get(word);
  return new ProviderError(known ?? (status === 429 ? 'throttled' : 'transient'), {
    word,
    retryAfterSeconds: retryAfterSeconds(
      headers?.get('retry-after') ?? undefined,
      headers?.get('date') ?? undefined,
    ),
    cause: error,
  });
};
