import { ConnectBody, PlatformParams } from '../../events/http/integrations.ts';
import type { Connection } from '../../events/stored/connection.ts';
import type { OrgSettings, Platform } from '../../events/stored/org-settings.ts';
import { keepPromises } from '../../shared/connections/keep-promises.ts';
import { startAttempt } from '../../shared/connections/start-attempt.ts';
import { switchMeet } from '../../shared/connections/switch-meet.ts';
import { allowedPrivacy } from '../../shared/domain/allowed-privacy.ts';
import { servingPlatform } from '../../shared/domain/card-state.ts';
import { providerOf } from '../../shared/domain/provider-of.ts';
import { isReturnUrl } from '../../shared/domain/return-url.ts';
import { HubError } from '../../shared/errors.ts';
import type { Reply } from '../../shared/http/reply.ts';
import type { Caller } from '../../shared/http/request.ts';
import { route } from '../../shared/http/route.ts';
import type { IntegrationDeps } from './integration-deps.ts';
import { mayConnect, ownCard } from './own-cards.ts';

const requirePlatform = (platform: Platform, { platforms }: OrgSettings): void => {
  if (!platforms.includes(platform))
    throw new HubError('platform_disabled', { detail: 'Your organization has switched this platform off.' });
};

const requireReturnUrl = (returnUrl: string, { origins }: OrgSettings): void => {
  if (isReturnUrl(returnUrl, origins)) return;
  const message = 'must be an absolute URL on one of the origins in your organization’s settings';
  throw new HubError('invalid_request', {
    detail: 'The body is not valid: see errors.',
    errors: [{ field: 'returnUrl', message }],
  });
};

/** Which connection is connected anew: the one named, or the only one if it lacks permissions; else a new one is made. */
const accountOf = (own: readonly Connection[], { account, replace }: ConnectBody): Connection | undefined => {
  const live = own.filter(({ state }) => state !== 'disconnecting');
  if (account !== undefined) {
    const named = live.find(({ id }) => id === account);
    if (!named) throw new HubError('not_found', { detail: 'You have no such account connected.' });
    return named;
  }
  const [only, ...others] = live;
  return others.length === 0 && only?.state === 'insufficient_scope' && !replace ? only : undefined;
};

/** Meet needs no consent of its own, but a calendar that is connected. */
const connectMeet = async (
  deps: IntegrationDeps,
  caller: Caller,
  own: readonly Connection[],
  { body, requestId }: { readonly body: ConnectBody; readonly requestId: string },
) => {
  const named = own.filter(({ id }) => body.account === undefined || id === body.account);
  const calendar = servingPlatform('google_calendar', named).find(({ state }) => state === 'connected');
  if (!calendar) {
    const { help } = await ownCard(deps)(caller, 'google_meet');
    throw new HubError('requires_platform', {
      detail: 'Google Meet works through Google Calendar: connect Google Calendar first.',
      extra: { requires: 'google_calendar', help: help && { ...help, text: 'Manage calendar integration' } },
    });
  }
  await switchMeet(deps)(calendar, true);
  await keepPromises(deps)(calendar, requestId);
  return { status: 200, body: { card: await ownCard(deps)(caller, 'google_meet') } };
};

/** `POST /v1/me/integrations/{platform}/connect` */
export const connect = (deps: IntegrationDeps) =>
  route(
    { params: PlatformParams, body: ConnectBody },
    async ({ caller, params, body, requestId }): Promise<Reply> => {
      const { org, userId } = caller;
      const { platform } = params;
      if (!mayConnect(caller))
        throw new HubError('forbidden', {
          detail: 'Only a person can connect an account, and only their own.',
        });
      const settings = await deps.settings.read(org);
      requirePlatform(platform, settings);
      requireReturnUrl(body.returnUrl, settings);
      const privacy = allowedPrivacy(body.privacy, settings);
      const provider = providerOf(platform);
      const own = (await deps.connections.ofUser(org, userId)).filter((each) => each.provider === provider);
      if (platform === 'google_meet') return connectMeet(deps, caller, own, { body, requestId });
      const { returnUrl, replace = false } = body;
      const started = await startAttempt(deps)({
        org,
        userId,
        platform,
        returnUrl,
        privacy,
        replace,
        trace: requestId,
        account: accountOf(own, body),
      });
      return { status: 200, body: started, headers: { 'cache-control': 'no-store' } };
    },
  );
