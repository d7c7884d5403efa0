import type { CardReason, CardState } from '../../events/http/integrations.ts';
import type { Platform } from '../../events/stored/org-settings.ts';
import { PLATFORM_NAMES } from './platform-name.ts';

const REASONS = new Map<string, CardReason>([
  ['access_denied', 'access_denied'],
  ['domain_not_allowed', 'not_permitted'],
  ['account_in_use', 'not_permitted'],
  ['platform_disabled', 'not_permitted'],
  ['account_unusable', 'account_unusable'],
  ['provider_unavailable', 'provider_unavailable'],
]);

/** The reason that a card gives for a try that came to nothing; not every result has one. */
export const reasonOf = (code: string): CardReason | undefined => REASONS.get(code);

const REFUSED = new Map([
  ['access_denied', 'You did not allow the access, so nothing was connected. Try again whenever you like.'],
  ['account_in_use', 'Somebody else in your organization has connected this account: choose your own.'],
  ['already_connected', 'Another account is connected already: disconnect it first, or replace it.'],
  ['different_account', 'You chose another account than the connected one: choose the same again.'],
  [
    'account_unusable',
    'This account has no calendar: it is suspended or has no licence for Google Calendar. Choose another account, or ask whoever manages it.',
  ],
  ['insufficient_scope', 'Google did not hand out a lasting permission: try again.'],
  ['provider_unavailable', 'Google did not answer: try again in a moment.'],
  ['busy', 'The account is being disconnected: try again in a moment.'],
]);

interface Situation {
  readonly platform: Platform;
  readonly state: CardState;
  readonly reason: CardReason | undefined;
  /** The platform that has to be connected first, as long as it is not. */
  readonly lacks: Platform | undefined;
  readonly refused: string | undefined;
  /** Of accounts that may be connected; none = all. */
  readonly domains: readonly string[];
}

/** Which accounts an org allows, for whoever came with another one. */
export const allowedDomains = (domains: readonly string[]): string =>
  domains.length === 0
    ? 'Your organization did not allow accounts of this domain: try again.'
    : `Your organization allows accounts of ${domains.join(', ')} only: choose one of these.`;

const stateText = ({ state, reason }: Situation): string | undefined => {
  if (state === 'needs_reauth' && reason === 'account_unusable')
    return 'The account has lost its calendar: it is suspended or has no licence for Google Calendar. Once it has one again, connect it again.';
  if (state === 'needs_reauth')
    return 'The permission was taken back or has ended: connect the same account again.';
  if (state === 'insufficient_scope')
    return 'Not every permission was granted, so nothing is written: connect again and tick every box.';
  return undefined;
};

/** What to do, in one or two sentences; undefined where nothing is wrong. */
export const helpText = (situation: Situation): string | undefined => {
  const { platform, state, lacks, refused, domains } = situation;
  if (state !== 'not_connected') return stateText(situation);
  if (lacks)
    return `${PLATFORM_NAMES[platform]} works through ${PLATFORM_NAMES[lacks]}: connect ${PLATFORM_NAMES[lacks]} first.`;
  if (refused === undefined) return undefined;
  if (refused === 'domain_not_allowed') return allowedDomains(domains);
  return REFUSED.get(refused) ?? 'The last try to connect failed: try again.';
};
