import type { CardReason, CardState } from '../../events/http/integrations.ts';
import type { Platform } from '../../events/stored/org-settings.ts';
import { PLATFORM_NAMES } from './platform-name.ts';

const REASONS = new Map<string, CardReason>([
  ['access_denied', 'access_denied'],
  ['domain_not_allowed', 'not_permitted'],
  ['account_in_use', 'not_permitted'],
  ['provider_unavailable', 'provider_unavailable'],
]);

/** The reason that a card gives for a try that came to nothing; not every result has one. */
export const reasonOf = (code: string): CardReason | undefined => REASONS.get(code);

const REFUSED = new Map([
  ['access_denied', 'You did not allow the access, so nothing was connected. Try again whenever you like.'],
  ['domain_not_allowed', 'Your organization does not allow accounts of this domain: choose another account.'],
  ['account_in_use', 'Somebody else in your organization has connected this account: choose your own.'],
  ['already_connected', 'Another account is connected already: disconnect it first, or replace it.'],
  ['different_account', 'You chose another account than the connected one: choose the same again.'],
  ['insufficient_scope', 'Google did not hand out a lasting permission: try again.'],
  ['provider_unavailable', 'Google did not answer: try again in a moment.'],
  ['busy', 'The account is being disconnected: try again in a moment.'],
]);

interface Situation {
  readonly platform: Platform;
  readonly state: CardState;
  /** The platform that has to be connected first, as long as it is not. */
  readonly lacks: Platform | undefined;
  readonly refused: string | undefined;
}

const stateText = (state: CardState): string | undefined => {
  if (state === 'needs_reauth')
    return 'The permission was taken back or has ended: connect the same account again.';
  if (state === 'insufficient_scope')
    return 'Not every permission was granted, so nothing is written: connect again and tick every box.';
  return undefined;
};

/** What to do, in one or two sentences; undefined where nothing is wrong. */
export const helpText = ({ platform, state, lacks, refused }: Situation): string | undefined => {
  if (state !== 'not_connected') return stateText(state);
  if (lacks)
    return `${PLATFORM_NAMES[platform]} works through ${PLATFORM_NAMES[lacks]}: connect ${PLATFORM_NAMES[lacks]} first.`;
  return refused === undefined
    ? undefined
    : (REFUSED.get(refused) ?? 'The last try to connect failed: try again.');
};
