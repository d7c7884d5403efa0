import { MicrosoftRefusal } from '../../../events/provider/microsoft/refusal.ts';
import { ProviderError, type Verdict } from '../../ports/provider-error.ts';
import { retryAfterSeconds } from '../retry-after.ts';

interface Refusal {
  readonly status: number;
  readonly body: unknown;
  readonly headers: Headers;
}

const coded = (verdict: Verdict, ...codes: readonly string[]) =>
  codes.map((code): [string, Verdict] => [code.toLowerCase(), verdict]);

/** Graph's codes are compared in any case: https://learn.microsoft.com/en-us/graph/errors */
const VERDICTS: ReadonlyMap<string, Verdict> = new Map<string, Verdict>([
  ...coded('token', 'InvalidAuthenticationToken'),
  ...coded('scope', 'ErrorAccessDenied', 'Authorization_RequestDenied', 'AccessDenied'),
  // Signed in, but there is no Exchange Online behind the account: never a missing event.
  ...coded('final', 'MailboxNotEnabledForRESTAPI', 'MailboxNotSupportedForRESTAPI'),
  ...coded('gone', 'ErrorItemNotFound', 'ResourceNotFound'),
  ...coded('conflict', 'ErrorDuplicateTransactionId', 'Conflict'),
  ...coded('stale', 'ErrorIrresolvableConflict'),
  ...coded('cursor', 'SyncStateNotFound', 'SyncStateInvalid', 'resyncRequired'),
  ...coded('throttled', 'ApplicationThrottled', 'TooManyRequests', 'activityLimitReached'),
  ...coded('ours', 'RequestBodyRead', 'UnableToDeserializePostBody', 'BadRequest', 'InvalidRequest'),
  ...coded('ours', 'ErrorPropertyValidationFailure', 'TimeZoneNotSupportedException', 'ValidationError'),
  ...coded('ours', 'ErrorInvalidRequest', 'ErrorInvalidParameter', 'ErrorOccurrenceCrossingBoundary'),
  ...coded('ours', 'ErrorInvalidOnlineMeetingProvider', 'NotImplemented', 'ErrorInvalidUrlQuery'),
]);

/** These statuses speak for themselves, whatever the word beside them. */
const BY_STATUS: ReadonlyMap<number, Verdict> = new Map<number, Verdict>([
  [400, 'ours'],
  [401, 'token'],
  [410, 'cursor'],
  [412, 'stale'],
  [429, 'throttled'],
]);

/** A word is written to logs and items: what is not shaped like one is not repeated. */
const WORD = /^[\w.-]{1,60}$/u;

/** Judges a refused call by Graph's code; a code that nobody documented is transient, unless its status says enough. */
export const interpretRefusal = ({ status, body, headers }: Refusal): ProviderError => {
  const { data } = MicrosoftRefusal.safeParse(body);
  const code = data?.error.code ?? '';
  const known = VERDICTS.get(code.toLowerCase()) ?? BY_STATUS.get(status);
  return new ProviderError(status >= 500 && status !== 501 ? 'transient' : (known ?? 'transient'), {
    word: WORD.test(code) ? code : `status ${status}`,
    retryAfterSeconds: retryAfterSeconds(
      headers.get('retry-after') ?? undefined,
      headers.get('date') ?? undefined,
    ),
  });
};
