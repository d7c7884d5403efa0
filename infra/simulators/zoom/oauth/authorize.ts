import { z } from 'zod';
import type { Reply } from '../../../serve.ts';
import type { HttpCall } from '../../http-call.ts';
import { redirect } from '../../redirect.ts';
import type { User } from '../users.ts';
import type { World } from '../world.ts';
import { consentPage, errorPage, preApprovalPage, signInPage } from './authorize-pages.ts';
import { checkAuthorizeRequest } from './authorize-request.ts';
import { giveConsent, refuseConsent } from './consent.ts';

const address = z.email();

const living = ({ users }: World): User[] => users.all().filter(({ status }) => status !== 'deleted');

/** `GET /oauth/authorize`. */
export const authorize = (world: World, { query }: HttpCall): Reply => {
  const request = checkAuthorizeRequest(query, world.app);
  return 'error' in request ? errorPage(request) : signInPage(query, living(world));
};

const userOf = ({ users }: World, name: string): User | undefined =>
  users.find(name) ?? (address.safeParse(name).success ? users.put(name, {}) : undefined);

/** Its form posts: somebody signed in, or decided. */
export const continueAuthorize = (world: World, call: HttpCall): Reply => {
  const form = new URLSearchParams(call.body);
  const query = new URLSearchParams(form.get('request') ?? '');
  const request = checkAuthorizeRequest(query, world.app);
  if ('error' in request) return errorPage(request);
  const user = userOf(world, form.get('account') ?? '');
  if (!user) return signInPage(query, living(world), 'Enter an e-mail address, please.');
  if (user.needsPreApproval) return preApprovalPage(user);
  if (!form.has('decision')) return consentPage(query, world.app.scopes, user);
  return redirect(
    form.get('decision') === 'allow' ? giveConsent(world, request, user) : refuseConsent(world, request),
  );
};

/** The Marketplace's own button: the same flow, of which the app knows nothing, so without a `state`. */
export const install = ({ app }: World): Reply => {
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: app.clientId,
    redirect_uri: app.redirectUris()[0] ?? '',
  });
  return redirect(`/oauth/authorize?${query}`);
};
