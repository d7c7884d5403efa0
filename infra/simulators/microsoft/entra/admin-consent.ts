import type { Reply } from '../../../serve.ts';
import type { HttpCall } from '../../http-call.ts';
import { redirect } from '../../redirect.ts';
import { type Account, isPersonal } from '../accounts.ts';
import { knownOrNew } from '../sign-up.ts';
import type { World } from '../world.ts';
import { adminConsentPage, chooserPage, errorPage, type Place } from './authorize-pages.ts';
import { type AuthorizeError, checkClient, checkRedirectUri, mayUseSegment } from './authorize-request.ts';
import { REGISTERED, readScopes } from './scopes.ts';

/** https://learn.microsoft.com/en-us/entra/identity-platform/v2-admin-consent, and the older path without a version. */
export interface AdminRequest {
  readonly segment: string;
  readonly isOld: boolean;
  readonly scopes: readonly string[];
  readonly redirectUri: string;
  readonly state: string | undefined;
}

export const ADMIN_CONSENT = /^\/([^/]+)\/(v2\.0\/)?adminconsent$/;

const segmentProblem = (segment: string, isOld: boolean): AuthorizeError | undefined =>
  segment === 'consumers' || (segment === 'common' && !isOld)
    ? { number: 90009, description: `Admin consent is not possible for '${segment}'.` }
    : undefined;

/** Exactly what is asked for, or all that the app's registration names. */
const scopesOf = (query: URLSearchParams, isOld: boolean): { scopes: string[] } | AuthorizeError => {
  if (isOld) return { scopes: REGISTERED };
  const text = query.get('scope') ?? '';
  if (text === '')
    return { number: 900144, description: "The request body must contain the following parameter: 'scope'." };
  const read = readScopes(text);
  return 'scopes' in read ? read : { number: 70011, description: `The scope ${read.unknown} is not valid.` };
};

export const checkAdminRequest = (
  world: World,
  path: string,
  query: URLSearchParams,
): AdminRequest | AuthorizeError => {
  const [, segment = '', version] = ADMIN_CONSENT.exec(path) ?? [];
  const isOld = version === undefined;
  const problem =
    segmentProblem(segment, isOld) ?? checkClient(world, query) ?? checkRedirectUri(world, query);
  if (problem) return problem;
  const read = scopesOf(query, isOld);
  if ('number' in read) return read;
  const redirectUri = query.get('redirect_uri') ?? '';
  return { segment, isOld, scopes: read.scopes, redirectUri, state: query.get('state') ?? undefined };
};

/** Only an organization's own admin decides for it. */
export const mayDecide = (world: World, { segment }: AdminRequest, account: Account): boolean =>
  account.isAdmin && !isPersonal(account) && mayUseSegment(world, segment, account);

const back = ({ redirectUri, state }: AdminRequest, answer: Record<string, string>): string => {
  const url = new URL(redirectUri);
  for (const [name, value] of Object.entries(answer)) url.searchParams.set(name, value);
  if (state !== undefined) url.searchParams.set('state', state);
  return url.href;
};

/** The address that the admin's browser goes to; no code comes of it. `admin_consent` is told with an error, too. */
export const decideForAll = (
  world: World,
  request: AdminRequest,
  { tid }: Account,
  decision: 'allow' | 'deny',
): string => {
  if (decision === 'deny')
    return request.isOld
      ? back(request, { error: 'permission_denied', error_description: 'The admin canceled the request' })
      : back(request, {
          admin_consent: 'True',
          error: 'consent_required',
          error_description: 'AADSTS65004: The resource owner or authorization server denied the request.',
        });
  const tenant = world.tenants.find(tid);
  if (tenant) world.tenants.grant(tenant, request.scopes);
  const scope = request.scopes.map((each) => `https://graph.microsoft.com/${each}`).join(' ');
  return back(request, { admin_consent: 'True', tenant: tid, ...(!request.isOld && { scope }) });
};

const admins = (world: World, request: AdminRequest): Account[] =>
  world.accounts.all().filter((each) => mayUseSegment(world, request.segment, each) && !isPersonal(each));

export const adminConsent = (world: World, call: HttpCall): Reply => {
  const request = checkAdminRequest(world, call.path, call.query);
  if ('number' in request) return errorPage(request);
  return chooserPage({ action: call.path, query: call.query }, { accounts: admins(world, request) });
};

export const continueAdminConsent = (world: World, call: HttpCall): Reply => {
  const form = new URLSearchParams(call.body);
  const place: Place = { action: call.path, query: new URLSearchParams(form.get('request') ?? '') };
  const request = checkAdminRequest(world, call.path, place.query);
  if ('number' in request) return errorPage(request);
  const account = knownOrNew(world, form.get('account') ?? '');
  if (!(account && mayDecide(world, request, account)))
    return chooserPage(place, {
      accounts: admins(world, request),
      problem: 'Only an administrator can approve the app for the organization.',
    });
  const decision = form.get('decision');
  if (decision === null) return adminConsentPage(place, request.scopes, account);
  return redirect(decideForAll(world, request, account, decision === 'allow' ? 'allow' : 'deny'));
};
