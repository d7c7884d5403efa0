import { ConnectBody, PlatformParams } from '../../events/http/integrations.ts';
import type { Connection } from '../../events/stored/connection.ts';
import type { CalendarPlatform, OrgSettings, Platform } from '../../events/stored/org-settings.ts';
import { keepPromises } from '../../shared/connections/keep-promises.ts';
import { startAttempt } from '../../shared/connections/start-attempt.ts';
import { switchPlatform } from '../../shared/connections/switch-platform.ts';
import { allowedPrivacy } from '../../shared/domain/allowed-privacy.ts';
import { servingPlatform } from '../../shared/domain/card-state.ts';
import { PLATFORM_NAMES } from '../../shared/domain/platform-name.ts';
import { providerOf } from '../../shared/domain/provider-of.ts';
import { isReturnUrl } from '../../shared/domain/return-url.ts';
import { carrierOf } from '../../shared/domain/rides-on.ts';
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

interface TurnOn {
  readonly platform: Platform;
  /** What it rides on. */
  readonly carrier: CalendarPlatform;
  readonly account: string | undefined;
  readonly requestId: string;
}

/** What rides on a calendar needs no consent of its own, but that calendar connected. */
const turnOn = async (
  deps: IntegrationDeps,
  caller: Caller,
  own: readonly Connection[],
  { platform, carrier, account, requestId }: TurnOn,
) => {
  const named = own.filter(({ id }) => account === undefined || id === account);
  const calendar = servingPlatform(carrier, named).find(({ state }) => state === 'connected');
  if (!calendar) {
    const [name, calendarName] = [PLATFORM_NAMES[platform], PLATFORM_NAMES[carrier]];
    const { help } = await ownCard(deps)(caller, platform);
    throw new HubError('requires_platform', {
      detail: `${name} works through ${calendarName}: connect ${calendarName} first.`,
      extra: { requires: carrier, help: help && { ...help, text: 'Manage calendar integration' } },
    });
  }
  await switchPlatform(deps)(calendar, platform, true);
  await keepPromises(deps)(calendar, requestId);
  return { status: 200, body: { card: await ownCard(deps)(caller, platform) } };
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
      const carrier = carrierOf(platform);
      const { returnUrl, account, replace = false } = body;
      if (carrier !== undefined) return turnOn(deps, caller, own, { platform, carrier, account, requestId });
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
