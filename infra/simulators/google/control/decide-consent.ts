import { z } from 'zod';
import { ControlError, parseControl } from '../../control-error.ts';
import type { Account } from '../accounts.ts';
import { type AuthorizeRequest, checkAuthorizeRequest } from '../oauth/authorize-request.ts';
import { giveConsent, needsConsent, passThrough, refuseConsent, tickableScopes } from '../oauth/consent.ts';
import { canonicalScope } from '../oauth/scope-names.ts';
import type { World } from '../world.ts';
import { knownAccount } from './known-account.ts';

const wanted = z.strictObject({
  authorizeUrl: z.url(),
  account: z.string(),
  decision: z.enum(['allow', 'deny']),
  withhold: z.array(z.string()).default([]),
});

const requestOf = (world: World, authorizeUrl: string): AuthorizeRequest => {
  const url = new URL(authorizeUrl);
  if (url.origin !== world.origin || url.pathname !== '/o/oauth2/v2/auth')
    throw new ControlError('authorizeUrl', `must begin with ${world.origin}/o/oauth2/v2/auth`);
  const request = checkAuthorizeRequest(url.searchParams, world.project);
  if ('error' in request) throw new ControlError('authorizeUrl', `${request.error}: ${request.description}`);
  return request;
};

const withheldFrom = (request: AuthorizeRequest, names: readonly string[]): Set<string> => {
  const withheld = names.map(canonicalScope);
  const boxes = tickableScopes(request);
  const wrong = withheld.find((scope) => !boxes.includes(scope));
  if (wrong !== undefined) throw new ControlError('withhold', `there is no box for ${wrong}`);
  return new Set(withheld);
};

const redirectFor = (
  { grants }: World,
  request: AuthorizeRequest,
  account: Account,
  withheld: ReadonlySet<string>,
): string => {
  if (needsConsent(request, grants.grantedTo(account.email)))
    return request.prompts.has('none')
      ? refuseConsent(request, 'consent_required')
      : giveConsent(grants, request, account, withheld);
  return passThrough(grants, request, account);
};

/** Does what the person would do in the browser. */
export const decideConsent = (world: World, body: string): { redirectTo: string } => {
  const { authorizeUrl, account: name, decision, withhold } = parseControl(wanted, body);
  const request = requestOf(world, authorizeUrl);
  const account = knownAccount(world, name);
  const withheld = withheldFrom(request, withhold);
  return {
    redirectTo: decision === 'deny' ? refuseConsent(request) : redirectFor(world, request, account, withheld),
  };
};
