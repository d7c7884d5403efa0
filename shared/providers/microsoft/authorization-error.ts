import { MicrosoftTokenError } from '../../../events/provider/microsoft/token.ts';
import { type FinalReason, ProviderError, type Verdict } from '../../ports/provider-error.ts';
import type { Answer } from '../call-provider.ts';
import { retryAfterSeconds } from '../retry-after.ts';

const numbered = (verdict: Verdict, ...numbers: readonly number[]) =>
  numbers.map((number): [number, Verdict] => [number, verdict]);

/** https://learn.microsoft.com/en-us/entra/identity-platform/reference-error-codes */
const BY_NUMBER: ReadonlyMap<number, Verdict> = new Map<number, Verdict>([
  // No consent, or no longer; declined; revoked; unused for 90 days; expired.
  ...numbered('final', 65001, 65004, 50173, 700082, 700084, 70000, 70008, 70043, 54005),
  // The person has to sign in again: a second factor, or Conditional Access.
  ...numbered('final', 50074, 50076, 50078, 50079, 50131, 50158, 53000, 53001, 53003),
  // Disabled, missing, of another tenant, not assigned to the app.
  ...numbered('final', 50057, 50034, 50020, 50105),
  // The organization has not approved the app, or has switched it off.
  ...numbered('tenant', 90093, 90094, 90095, 65005, 650052, 650056, 650057, 700016, 7000112, 70001),
  // Our secret: wrong, expired, missing.
  ...numbered('project', 7000215, 7000222, 7000218),
  ...numbered('ours', 501481, 50147, 50011, 700005, 70011, 28002, 70003, 900144),
  ...numbered('throttled', 50196),
  ...numbered('transient', 90006, 90012, 90024, 90033, 90055, 50033),
]);

const because = (reason: FinalReason, ...numbers: readonly number[]) =>
  numbers.map((number): [number, FinalReason] => [number, reason]);

/** Why an account that was connected is over; any other final word means that the consent is. */
const REASONS: ReadonlyMap<number, FinalReason> = new Map<number, FinalReason>([
  // Whoever signs in again is let in, with a second factor where one is demanded.
  ...because('expired', 700082, 700084, 70008, 70043, 50074, 50076, 50078, 50079, 50158),
  // Not from here, not with this device, or not this person.
  ...because('not_permitted', 50105, 50131, 53000, 53001, 53003),
  ...because('account_unusable', 50057, 50034, 50020),
]);

/** The numbers may change, says Microsoft; these words stay. */
const BY_WORD: ReadonlyMap<string, Verdict> = new Map<string, Verdict>([
  ['invalid_grant', 'final'],
  ['interaction_required', 'final'],
  ['consent_required', 'final'],
  ['login_required', 'final'],
  ['access_denied', 'final'],
  ['unauthorized_client', 'tenant'],
  ['invalid_client', 'project'],
  ['invalid_request', 'ours'],
  ['invalid_scope', 'ours'],
  ['invalid_resource', 'ours'],
  ['unsupported_grant_type', 'ours'],
]);

const NUMBER_IN_WORDS = /\bAADSTS(?<number>\d{4,8})\b/u;
const WORD = /^[\w.-]{1,60}$/u;

interface Said {
  readonly verdict: Verdict | undefined;
  readonly word: string;
  readonly reason?: FinalReason | undefined;
}

const saidBy = (body: unknown): Said => {
  const {
    error = '',
    error_codes: codes,
    error_description: text = '',
  } = MicrosoftTokenError.catch({}).parse(body);
  const number = codes?.[0] ?? Number(NUMBER_IN_WORDS.exec(text)?.groups?.number);
  const byNumber = BY_NUMBER.get(number);
  if (byNumber !== undefined)
    return { verdict: byNumber, word: `AADSTS${number}`, reason: REASONS.get(number) };
  return { verdict: BY_WORD.get(error), word: error };
};

/** What the token endpoint means by a refusal; whatever is not one of Microsoft's words is transient. */
export const authorizationError = ({ status, body, headers }: Answer): ProviderError => {
  const { verdict, word, reason } = saidBy(body);
  const known = status >= 500 ? undefined : verdict;
  return new ProviderError(known ?? (status === 429 ? 'throttled' : 'transient'), {
    word: WORD.test(word) ? word : `status ${status}`,
    reason: known === 'final' ? reason : undefined,
    retryAfterSeconds: retryAfterSeconds(
      headers.get('retry-after') ?? undefined,
      headers.get('date') ?? undefined,
    ),
  });
};

/**
 * What the sign-in page means by sending somebody back without a code. Verdict `tenant` where an administrator has to approve; a bare
 * `access_denied` may be the same wall, for Microsoft does not always say so.
 */
export const callbackError = (query: {
  readonly error: string;
  readonly error_description?: string | undefined;
}): ProviderError => {
  const { verdict, word } = saidBy(query);
  // Nobody has consented yet who could have taken it back: whoever asked may not.
  const isWall = word === 'AADSTS65001' || word === 'consent_required';
  return new ProviderError(isWall ? 'tenant' : (verdict ?? 'transient'), {
    word: WORD.test(word) ? word : 'unknown',
  });
};
