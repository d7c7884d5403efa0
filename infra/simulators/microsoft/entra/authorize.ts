import type { Reply } from '../../../serve.ts';
import type { HttpCall } from '../../http-call.ts';
import type { Account } from '../accounts.ts';
import { knownOrNew } from '../sign-up.ts';
import type { World } from '../world.ts';
import { chooserPage, consentPage, errorPage, type Place, wallPage } from './authorize-pages.ts';
import { type AuthorizeRequest, checkAuthorizeRequest, mayUseSegment } from './authorize-request.ts';
import { callback, sendBack } from './callback.ts';
import { cancelled, giveConsent, nextStep, signedIn } from './consent.ts';

const segmentOf = ({ path }: HttpCall): string => path.split('/')[1] ?? '';

const candidates = (world: World, { segment, domainHint }: AuthorizeRequest): Account[] =>
  world.accounts
    .all()
    .filter((each) => mayUseSegment(world, segment, each))
    .filter(
      (each) =>
        domainHint === undefined ||
        domainHint === 'organizations' ||
        domainHint === 'consumers' ||
        each.email.endsWith(`@${domainHint}`),
    );

/** One after the choice of an account: straight back, to the permissions, or before a wall. */
const goOn = (world: World, request: AuthorizeRequest, place: Place, account: Account): Reply => {
  const step = nextStep(world, request, account);
  if (step.kind === 'ask') return consentPage(place, request.scopes, account);
  if (step.kind === 'wall') return wallPage(place, step.wall, account);
  return sendBack(step.kind === 'refused' ? step.back : signedIn(world, request, account));
};

/** `prompt=none`: answered without a page, or refused. */
const silently = (world: World, request: AuthorizeRequest, hinted: Account | undefined): Reply => {
  if (!hinted) {
    const error_description = 'AADSTS50058: A silent sign-in request was sent but no user is signed in.';
    return sendBack(callback(request, { error: 'login_required', error_description }));
  }
  const step = nextStep(world, request, hinted);
  return sendBack(step.kind === 'refused' ? step.back : signedIn(world, request, hinted));
};

/** `GET /{tenant}/oauth2/v2.0/authorize`: checks the request, then asks whose account it is. */
export const authorize = (world: World, call: HttpCall): Reply => {
  const request = checkAuthorizeRequest(world, segmentOf(call), call.query);
  if ('number' in request) return errorPage(request);
  const accounts = candidates(world, request);
  const hinted = accounts.find(({ email }) => email === request.loginHint?.toLowerCase());
  if (request.prompt === 'none') return silently(world, request, hinted);
  return chooserPage({ action: call.path, query: call.query }, { accounts, hinted });
};

/** Whoever stands before a wall can go back at most; no form leads through it. */
const decide = (
  world: World,
  request: AuthorizeRequest,
  account: Account,
  decision: string,
): Reply | undefined => {
  const step = nextStep(world, request, account);
  if (step.kind === 'refused') return sendBack(step.back);
  if (step.kind === 'wall')
    return decision === 'deny' && step.wall.back ? sendBack(step.wall.back) : undefined;
  return sendBack(decision === 'allow' ? giveConsent(world, request, account) : cancelled(request));
};

/** Its form posts: an account was chosen, or the person decided. */
export const continueAuthorize = (world: World, call: HttpCall): Reply => {
  const form = new URLSearchParams(call.body);
  const place: Place = { action: call.path, query: new URLSearchParams(form.get('request') ?? '') };
  const request = checkAuthorizeRequest(world, segmentOf(call), place.query);
  if ('number' in request) return errorPage(request);
  const accounts = candidates(world, request);
  const decision = form.get('decision');
  if (decision === 'another') return chooserPage(place, { accounts });
  const account = knownOrNew(world, form.get('account') ?? '');
  if (!account) return chooserPage(place, { accounts, problem: 'Enter an e-mail address, please.' });
  if (!mayUseSegment(world, request.segment, account))
    return chooserPage(place, { accounts, problem: 'You can’t sign in here with this kind of account.' });
  const decided = decision === null ? undefined : decide(world, request, account, decision);
  return decided ?? goOn(world, request, place, account);
};
