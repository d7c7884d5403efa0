import type { Account } from '../accounts.ts';
import type { AuthorizeRequest } from './authorize-request.ts';
import type { Grants } from './grants.ts';
import { isSignInScope } from './scope-names.ts';

const back = ({ redirectUri, state }: AuthorizeRequest, answer: Record<string, string>): string => {
  const url = new URL(redirectUri);
  if (state !== undefined) url.searchParams.set('state', state);
  for (const [name, value] of Object.entries(answer)) url.searchParams.set(name, value);
  return url.href;
};

/** The scopes that come with a box to tick: https://developers.google.com/identity/protocols/oauth2/resources/granular-permissions */
export const tickableScopes = ({ scopes }: AuthorizeRequest): string[] => {
  const others = scopes.filter((scope) => !isSignInScope(scope));
  return scopes.length > 1 ? others : [];
};

export const needsConsent = (request: AuthorizeRequest, granted: ReadonlySet<string>): boolean =>
  request.prompts.has('consent') || !request.scopes.every((scope) => granted.has(scope));

export const refuseConsent = (request: AuthorizeRequest, error = 'access_denied'): string =>
  back(request, { error });

const issue = (
  grants: Grants,
  request: AuthorizeRequest,
  { email, hd }: Account,
  given: { scopes: readonly string[]; wasConsentShown: boolean },
): string => {
  grants.grant(email, given.scopes);
  const scopes = request.includesGranted
    ? [...new Set([...given.scopes, ...grants.grantedTo(email)])]
    : given.scopes;
  const { clientId, redirectUri, isOffline, challenge, nonce } = request;
  const code = grants.issueCode({
    email,
    clientId,
    redirectUri,
    isOffline,
    scopes,
    wasConsentShown: given.wasConsentShown,
    ...(challenge && { challenge }),
    ...(nonce !== undefined && { nonce }),
  });
  const prompt = given.wasConsentShown ? 'consent' : 'none';
  return back(request, { code, scope: scopes.join(' '), authuser: '0', ...(hd && { hd }), prompt });
};

/** The person pressed Continue; without any permission left there is nothing to continue with. */
export const giveConsent = (
  grants: Grants,
  request: AuthorizeRequest,
  account: Account,
  withheld: ReadonlySet<string>,
): string => {
  const scopes = request.scopes.filter((scope) => isSignInScope(scope) || !withheld.has(scope));
  if (scopes.length === 0) return refuseConsent(request);
  return issue(grants, request, account, { scopes, wasConsentShown: true });
};

/** Everything was granted before: the browser passes through, and no refresh token will come of it. */
export const passThrough = (grants: Grants, request: AuthorizeRequest, account: Account): string =>
  issue(grants, request, account, { scopes: request.scopes, wasConsentShown: false });
