import type { User } from '../users.ts';
import type { World } from '../world.ts';
import type { AuthorizeRequest } from './authorize-request.ts';

const back = ({ redirectUri, state }: AuthorizeRequest, answer: Record<string, string>): string => {
  const url = new URL(redirectUri);
  for (const [name, value] of Object.entries(answer)) url.searchParams.set(name, value);
  if (state !== undefined) url.searchParams.set('state', state);
  return url.href;
};

export const giveConsent = ({ grants }: World, request: AuthorizeRequest, { id }: User): string => {
  const { redirectUri, challenge } = request;
  return back(request, {
    code: grants.issueCode({ userId: id, redirectUri, ...(challenge && { challenge }) }),
  });
};

/** Nobody has written down what Zoom sends then, so it can be told to send either. */
export const refuseConsent = ({ app }: World, request: AuthorizeRequest): string =>
  back(request, app.declineAnswers === 'error' ? { error: 'access_denied' } : {});
