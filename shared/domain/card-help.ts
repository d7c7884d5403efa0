import type { CardReason, CardState } from '../../events/http/integrations.ts';
import type { Platform } from '../../events/stored/org-settings.ts';
import type { PerProvider } from '../../events/stored/provider.ts';
import { PLATFORM_NAMES } from './platform-name.ts';
import { providerOf } from './provider-of.ts';

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

const REFUSED: PerProvider<ReadonlyMap<string, string>> = {
  google: new Map([
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
  ]),
  microsoft: new Map([
    ['access_denied', 'You did not allow the access, so nothing was connected. Try again whenever you like.'],
    ['account_in_use', 'Somebody else in your organization has connected this account: choose your own.'],
    ['already_connected', 'Another account is connected already: disconnect it first, or replace it.'],
    ['different_account', 'You chose another account than the connected one: choose the same again.'],
    [
      'account_unusable',
      'This account has no mailbox at Exchange Online that could be used: it has no licence for it, or its mailbox lies elsewhere. Choose another account, or ask whoever manages it.',
    ],
    [
      'insufficient_scope',
      'Microsoft did not hand out every permission that is needed: connect again and allow all of them.',
    ],
    ['provider_unavailable', 'Microsoft did not answer: try again in a moment.'],
    ['busy', 'The account is being disconnected: try again in a moment.'],
  ]),
  zoom: new Map([
    ['access_denied', 'You did not allow the access, so nothing was connected. Try again whenever you like.'],
    [
      'account_in_use',
      'Somebody else has connected this Zoom account: sign in to Zoom with your own, then try again.',
    ],
    ['already_connected', 'Another Zoom account is connected already: disconnect it first, or replace it.'],
    [
      'different_account',
      'At Zoom you were signed in with another account than the connected one: sign in there with the same, then try again.',
    ],
    [
      'account_unusable',
      'Zoom does not let this account in: it is inactive. Ask whoever manages your Zoom, or use another account.',
    ],
    ['insufficient_scope', 'Zoom did not hand out a lasting permission: try again.'],
    ['provider_unavailable', 'Zoom did not answer: try again in a moment.'],
    [
      'attempt_expired',
      'Zoom did not lead you back in time. If it said that an administrator has to approve the app first, ask whoever manages your Zoom, then try again.',
    ],
    ['busy', 'The account is being disconnected: try again in a moment.'],
  ]),
};

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

const UNUSABLE: PerProvider<string> = {
  microsoft:
    'The account has lost its mailbox: it has no licence for it any more, or was switched off. Once it works again, connect it again.',
  google:
    'The account has lost its calendar: it is suspended or has no licence for Google Calendar. Once it has one again, connect it again.',
  zoom: 'Zoom does not let this account in any more: it is inactive or gone. Once it works again, connect it again.',
};

const INCOMPLETE: PerProvider<string> = {
  microsoft: 'Not every permission was granted, so nothing is written: connect again and allow all of them.',
  google: 'Not every permission was granted, so nothing is written: connect again and tick every box.',
  zoom: 'Not every permission was granted, so no links are made: connect again and allow all of them; if they are missing still, ask your administrator.',
};

const CONDITIONS =
  'Your organization lets this account in only under conditions of its own: connect it again, and if that is refused, ask whoever manages it.';

const SWITCHED_OFF =
  'Your organization does not let this app in any more: whoever manages your account has to allow it again. Until then nothing is read or written; nothing has to be connected anew.';

const stateText = ({ platform, state, reason }: Situation): string | undefined => {
  const provider = providerOf(platform);
  if (state === 'needs_reauth' && reason === 'account_unusable') return UNUSABLE[provider];
  if (state === 'needs_reauth' && reason === 'not_permitted') return CONDITIONS;
  if (state === 'connected' && reason === 'not_permitted') return SWITCHED_OFF;
  if (state === 'needs_reauth')
    return 'The permission was taken back or has ended: connect the same account again.';
  return state === 'insufficient_scope' ? INCOMPLETE[provider] : undefined;
};

/** What to do, in one or two sentences; undefined where nothing is wrong. */
export const helpText = (situation: Situation): string | undefined => {
  const { platform, state, lacks, refused, domains } = situation;
  if (state !== 'not_connected') return stateText(situation);
  if (lacks)
    return `${PLATFORM_NAMES[platform]} works through ${PLATFORM_NAMES[lacks]}: connect ${PLATFORM_NAMES[lacks]} first.`;
  if (refused === undefined) return undefined;
  if (refused === 'domain_not_allowed') return allowedDomains(domains);
  return REFUSED[providerOf(platform)].get(refused) ?? 'The last try to connect failed: try again.';
};
