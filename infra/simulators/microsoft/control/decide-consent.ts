import { z } from 'zod';
import { ControlError, parseControl } from '../../control-error.ts';
import type { Account } from '../accounts.ts';
import { ADMIN_CONSENT, checkAdminRequest, decideForAll, mayDecide } from '../entra/admin-consent.ts';
import { type AuthorizeRequest, checkAuthorizeRequest, mayUseSegment } from '../entra/authorize-request.ts';
import { type Callback, callbackUrl } from '../entra/callback.ts';
import { cancelled, giveConsent, nextStep, signedIn } from '../entra/consent.ts';
import { readScopes } from '../entra/scopes.ts';
import type { World } from '../world.ts';
import { knownAccount } from './known-account.ts';

const wanted = z.strictObject({
  authorizeUrl: z.url(),
  account: z.string(),
  /** `abandon`: the tab is closed, whatever it shows. */
  decision: z.enum(['allow', 'deny', 'abandon']),
  withhold: z.array(z.string()).default([]),
});
type Decision = z.infer<typeof wanted>['decision'];

/** Where the browser goes, if anywhere, or the page that it is left with. */
interface Outcome {
  readonly redirectTo?: string;
  readonly posted?: Callback['fields'];
  readonly page?: string;
}

const AUTHORIZE = /^\/([^/]+)\/oauth2\/v2\.0\/authorize$/;

const outcome = (back: Callback): Outcome => ({
  redirectTo: callbackUrl(back),
  ...(back.mode === 'form_post' && { posted: back.fields }),
});

const withheldOf = (request: AuthorizeRequest, names: readonly string[]): readonly string[] => {
  const read = readScopes(names.join(' '));
  const withheld = 'scopes' in read ? read.scopes : [];
  if ('unknown' in read || !withheld.every((scope) => request.scopes.includes(scope)))
    throw new ControlError('withhold', 'may name only permissions that are asked for');
  return withheld;
};

const ofUser = (
  world: World,
  request: AuthorizeRequest,
  account: Account,
  { decision, withhold }: { decision: Decision; withhold: readonly string[] },
): Outcome => {
  const withheld = withheldOf(request, withhold);
  if (decision === 'abandon') return { page: 'abandoned' };
  const step = nextStep(world, request, account);
  if (step.kind === 'refused') return outcome(step.back);
  if (step.kind === 'wall')
    return { ...(step.wall.back && outcome(step.wall.back)), page: `AADSTS${step.wall.number}` };
  if (decision === 'deny') return outcome(cancelled(request));
  return outcome(
    step.kind === 'pass' ? signedIn(world, request, account) : giveConsent(world, request, account, withheld),
  );
};

const ofAdmin = (world: World, url: URL, account: Account, decision: Decision): Outcome => {
  const request = checkAdminRequest(world, url.pathname, url.searchParams);
  if ('number' in request)
    throw new ControlError('authorizeUrl', `AADSTS${request.number}: ${request.description}`);
  if (!mayDecide(world, request, account)) return { page: 'AADSTS90093' };
  return decision === 'abandon'
    ? { page: 'abandoned' }
    : { redirectTo: decideForAll(world, request, account, decision) };
};

/** Does what the person would do in the browser, at the sign-in or as an admin for all. */
export const decideConsent = (world: World, body: string): Outcome => {
  const { authorizeUrl, account: name, ...choice } = parseControl(wanted, body);
  const url = new URL(authorizeUrl);
  const account = knownAccount(world, name);
  const segment = AUTHORIZE.exec(url.pathname)?.[1];
  if (url.origin !== world.origin || !(segment !== undefined || ADMIN_CONSENT.test(url.pathname)))
    throw new ControlError('authorizeUrl', `must be an authorize or adminconsent address at ${world.origin}`);
  if (segment === undefined) return ofAdmin(world, url, account, choice.decision);
  const request = checkAuthorizeRequest(world, segment, url.searchParams);
  if ('number' in request)
    throw new ControlError('authorizeUrl', `AADSTS${request.number}: ${request.description}`);
  if (!mayUseSegment(world, segment, account))
    throw new ControlError('account', `${account.email} cannot sign in at ${segment}`);
  return ofUser(world, request, account, choice);
};
