import { z } from 'zod';
import type { Reply } from '../../../serve.ts';
import type { HttpCall } from '../../http-call.ts';
import { redirect } from '../../redirect.ts';
import type { Account } from '../accounts.ts';
import type { World } from '../world.ts';
import { chooserPage, consentPage, errorPage } from './authorize-pages.ts';
import { type AuthorizeRequest, checkAuthorizeRequest } from './authorize-request.ts';
import { giveConsent, needsConsent, passThrough, refuseConsent, tickableScopes } from './consent.ts';

const address = z.email();

/** `prompt=none`: answered without a page, or refused. */
const silently = ({ accounts, grants }: World, request: AuthorizeRequest): string => {
  const account = request.loginHint === undefined ? accounts.all()[0] : accounts.find(request.loginHint);
  if (!account) return refuseConsent(request, 'login_required');
  return needsConsent(request, grants.grantedTo(account.email))
    ? refuseConsent(request, 'consent_required')
    : passThrough(grants, request, account);
};

/** `GET /o/oauth2/v2/auth`: checks the request, then asks whose account it is. */
export const authorize = (world: World, query: URLSearchParams): Reply => {
  const request = checkAuthorizeRequest(query, world.project);
  if ('error' in request) return errorPage(request);
  if (request.prompts.has('none')) return redirect(silently(world, request));
  const hinted = request.loginHint === undefined ? undefined : world.accounts.find(request.loginHint);
  return chooserPage(query, world.accounts.all(), hinted);
};

const accountOf = ({ accounts }: World, name: string): Account | undefined =>
  accounts.find(name) ?? (address.safeParse(name).success ? accounts.put(name, {}) : undefined);

const decide = (world: World, request: AuthorizeRequest, account: Account, form: URLSearchParams): string => {
  if (form.get('decision') !== 'allow') return refuseConsent(request);
  const ticked = form.has('all') ? tickableScopes(request) : form.getAll('scope');
  const withheld = tickableScopes(request).filter((scope) => !ticked.includes(scope));
  return giveConsent(world.grants, request, account, new Set(withheld));
};

/** Its form posts: an account was chosen, or the person decided. */
export const continueAuthorize = (world: World, call: HttpCall): Reply => {
  const form = new URLSearchParams(call.body);
  const query = new URLSearchParams(form.get('request') ?? '');
  const request = checkAuthorizeRequest(query, world.project);
  if ('error' in request) return errorPage(request);
  const account = accountOf(world, form.get('account') ?? '');
  if (!account)
    return chooserPage(query, world.accounts.all(), undefined, 'Enter an e-mail address, please.');
  if (form.has('decision')) return redirect(decide(world, request, account, form));
  return needsConsent(request, world.grants.grantedTo(account.email))
    ? consentPage(query, request, account)
    : redirect(passThrough(world.grants, request, account));
};
