import { type Account, isPersonal } from '../accounts.ts';
import type { World } from '../world.ts';
import type { AuthorizeRequest } from './authorize-request.ts';
import { type Callback, callback } from './callback.ts';
import { isOpenId } from './scopes.ts';

/** A wall that no click of the user's takes away: Microsoft's page says so, and the app may never hear of it. */
export interface Wall {
  readonly number: 90094 | 90095;
  /** Undefined: nothing comes back. */
  readonly back: Callback | undefined;
}

type Step =
  | { readonly kind: 'pass' }
  | { readonly kind: 'ask' }
  | { readonly kind: 'wall'; readonly wall: Wall }
  | { readonly kind: 'refused'; readonly back: Callback };

const WALL_WORDS = {
  90094: 'The grant requires admin permission.',
  90095: 'Admin consent is required. An approval request can be sent to an admin.',
} as const;

const refused = (request: AuthorizeRequest, error: string, description: string): Step => ({
  kind: 'refused',
  back: callback(request, { error, error_description: description }),
});

/** Consents of the user and of the admin count together. */
const isGranted = ({ grants, tenants }: World, { scopes }: AuthorizeRequest, account: Account): boolean => {
  const own = grants.consentOf(account.oid);
  const forAll = tenants.find(account.tid)?.granted ?? [];
  return scopes.every(
    (scope) => own.has(scope) || forAll.includes(scope) || (isOpenId(scope) && forAll.length > 0),
  );
};

const wallOf = (world: World, request: AuthorizeRequest, account: Account): Wall | undefined => {
  const tenant = world.tenants.find(account.tid);
  if (!tenant || isPersonal(account) || account.isAdmin || tenant.policy === 'user') return undefined;
  // Even what an admin granted for all does not help whoever asks for consent again.
  const number = tenant.policy === 'workflow' || tenant.granted.length > 0 ? 90095 : 90094;
  const fields = {
    error: 'access_denied',
    error_description: `AADSTS${number}: ${WALL_WORDS[number]}`,
    error_subcode: 'cancel',
  };
  return { number, back: tenant.wall === 'error' ? callback(request, fields) : undefined };
};

/** What Microsoft does with somebody who has signed in. */
export const nextStep = (world: World, request: AuthorizeRequest, account: Account): Step => {
  if (account.isDisabled)
    return refused(request, 'access_denied', 'AADSTS50057: The user account is disabled.');
  if (world.tenants.find(account.tid)?.app === 'disabled')
    return refused(request, 'unauthorized_client', 'AADSTS7000112: Application is disabled.');
  if (request.prompt !== 'consent' && isGranted(world, request, account)) return { kind: 'pass' };
  if (request.prompt === 'none')
    return refused(request, 'consent_required', 'AADSTS65001: The user or administrator has not consented.');
  const wall = wallOf(world, request, account);
  return wall ? { kind: 'wall', wall } : { kind: 'ask' };
};

/** Pressing cancel, on any page: without a description. */
export const cancelled = (request: AuthorizeRequest): Callback =>
  callback(request, { error: 'access_denied', error_subcode: 'cancel' });

/** With a code for what is granted by now. */
export const signedIn = (
  { grants }: World,
  request: AuthorizeRequest,
  { oid }: Account,
  scopes: readonly string[] = request.scopes,
): Callback => {
  const { clientId, redirectUri, segment, challenge, nonce } = request;
  const code = grants.issueCode({
    oid,
    clientId,
    redirectUri,
    segment,
    scopes,
    ...(challenge && { challenge }),
    ...(nonce !== undefined && { nonce }),
  });
  return callback(request, { code, session_state: oid });
};

/** The person pressed Accept. */
export const giveConsent = (
  world: World,
  request: AuthorizeRequest,
  account: Account,
  withheld: readonly string[] = [],
): Callback => {
  const scopes = request.scopes.filter((scope) => !withheld.includes(scope));
  world.grants.consent(account.oid, scopes);
  return signedIn(world, request, account, scopes);
};
