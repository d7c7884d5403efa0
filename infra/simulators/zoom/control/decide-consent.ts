import { z } from 'zod';
import { ControlError, parseControl } from '../../control-error.ts';
import { type AuthorizeRequest, checkAuthorizeRequest } from '../oauth/authorize-request.ts';
import { giveConsent, refuseConsent } from '../oauth/consent.ts';
import type { World } from '../world.ts';
import { knownUser } from './known-user.ts';

const wanted = z.strictObject({
  authorizeUrl: z.url(),
  account: z.string(),
  decision: z.enum(['allow', 'deny']),
});

const requestOf = (world: World, authorizeUrl: string): AuthorizeRequest => {
  const url = new URL(authorizeUrl);
  if (url.origin !== world.origin || url.pathname !== '/oauth/authorize')
    throw new ControlError('authorizeUrl', `must begin with ${world.origin}/oauth/authorize`);
  const request = checkAuthorizeRequest(url.searchParams, world.app);
  if ('error' in request) throw new ControlError('authorizeUrl', `${request.error}: ${request.description}`);
  return request;
};

/** Does what the person would do in the browser; single permissions cannot be withheld at Zoom. */
export const decideConsent = (world: World, body: string): { redirectTo: string } => {
  const { authorizeUrl, account, decision } = parseControl(wanted, body);
  const request = requestOf(world, authorizeUrl);
  const user = knownUser(world, account);
  if (user.needsPreApproval) throw new ControlError('account', 'waits for the approval of the admin');
  return {
    redirectTo: decision === 'allow' ? giveConsent(world, request, user) : refuseConsent(world, request),
  };
};
