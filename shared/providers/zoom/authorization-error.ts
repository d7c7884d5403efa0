import { ZoomTokenError } from '../../../events/provider/zoom/token.ts';
import { ProviderError, type Verdict } from '../../ports/provider-error.ts';
import type { Answer } from '../call-provider.ts';

/** The documented numbers: https://developers.zoom.us/docs/integrations/oauth-error-messages/ */
const BY_CODE: ReadonlyMap<number, Verdict> = new Map<number, Verdict>([
  [4700, 'transient'],
  [4702, 'project'],
  [4704, 'project'],
  [4705, 'ours'],
  [4706, 'ours'],
  [4709, 'ours'],
  // The scopes of the app have changed: only a new consent brings them.
  [4711, 'final'],
  [4717, 'project'],
  [4733, 'final'],
  [4734, 'final'],
  [4735, 'final'],
  [4737, 'final'],
  [4738, 'final'],
  [4740, 'final'],
  [4741, 'final'],
]);

const BY_WORD: ReadonlyMap<string, Verdict> = new Map<string, Verdict>([
  ['invalid_grant', 'final'],
  ['invalid_client', 'project'],
  ['unauthorized_client', 'project'],
  ['unsupported_grant_type', 'ours'],
]);

/** In 2021 a dead token was answered with another word: https://github.com/calcom/cal.diy/pull/729 */
const DEAD_TOKEN = /^invalid token!?$/iu;
const NUMBER_IN_WORDS = /\b47[0-4]\d\b/u;
const WORD = /^[\w.-]{1,60}$/u;

interface Said {
  readonly verdict: Verdict | undefined;
  readonly word: string;
}

const saidBy = (body: unknown): Said => {
  const {
    error = '',
    reason = '',
    error_description: text = '',
    code,
  } = ZoomTokenError.catch({}).parse(body);
  const number = code ?? Number(NUMBER_IN_WORDS.exec(`${reason} ${text}`)?.[0]);
  const byNumber = BY_CODE.get(number);
  if (byNumber !== undefined) return { verdict: byNumber, word: String(number) };
  if (DEAD_TOKEN.test(reason.trim())) return { verdict: 'final', word: 'invalid_token' };
  return { verdict: BY_WORD.get(error), word: error };
};

/** What Zoom's token endpoint means by a refusal; whatever is not one of its words is transient. */
export const authorizationError = ({ status, body }: Pick<Answer, 'status' | 'body'>): ProviderError => {
  const { verdict, word } = saidBy(body);
  const known = status >= 500 ? undefined : verdict;
  return new ProviderError(known ?? (status === 429 ? 'throttled' : 'transient'), {
    word: WORD.test(word) ? word : `status ${status}`,
  });
};
