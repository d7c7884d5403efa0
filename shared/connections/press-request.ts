import type { Connection } from '../../events/stored/connection.ts';
import type { OrgSettings, Privacy } from '../../events/stored/org-settings.ts';
import { allowedPrivacy } from '../domain/allowed-privacy.ts';
import { servingPlatform } from '../domain/card-state.ts';
import { MAIN_PLATFORM, providerOf } from '../domain/provider-of.ts';
import { isReturnUrl } from '../domain/return-url.ts';
import { calendarBehind, carrierOf } from '../domain/rides-on.ts';
import type { ConnectionDeps } from './connection-deps.ts';
import type { RequestVisit } from './open-request.ts';
import { startAttempt } from './start-attempt.ts';
import { switchPlatform } from './switch-platform.ts';

type Deps = Pick<ConnectionDeps, 'connections' | 'authorizations' | 'sealer' | 'clock' | 'ids' | 'publicUrl'>;
type Visit = Extract<RequestVisit, { leads: 'to request' }>;

/** How a request can be met: by consent, without one (Meet or Teams beside its calendar), or only inside of the product. */
export type RequestWay =
  | { readonly way: 'consent'; readonly returnUrl: string; readonly account: Connection | undefined }
  | { readonly way: 'turn_on'; readonly calendar: Connection }
  | { readonly way: 'sign_in' };

/** The product's page that completes an attempt; only on an origin that the org has named. */
const productPage = ({ urls: { integrations }, origins }: OrgSettings): string | undefined =>
  integrations !== undefined && isReturnUrl(integrations, origins) ? integrations : undefined;

/** The connection that wants to be renewed rather than joined by another one. */
const brokenOne = ({ request, connections }: Visit): Connection | undefined => {
  const wanted = providerOf(request.platform);
  return connections.find(
    ({ provider, state }) =>
      provider === wanted && (state === 'needs_reauth' || state === 'insufficient_scope'),
  );
};

export const requestWay = (visit: Visit): RequestWay => {
  const { request, connections, settings } = visit;
  const carrier = carrierOf(request.platform);
  const calendar =
    carrier && servingPlatform(carrier, connections).find(({ state }) => state === 'connected');
  if (calendar) return { way: 'turn_on', calendar };
  const returnUrl = productPage(settings);
  if (returnUrl === undefined) return { way: 'sign_in' };
  return { way: 'consent', returnUrl, account: brokenOne(visit) };
};

/** What the page offers first: what the renewed connection has, as far as it is still allowed, else the org's default. */
export const offeredPrivacy = (visit: Visit): OrgSettings['privacy'] => {
  const { privacy } = visit.settings;
  // Without a calendar there is nothing to keep private.
  if (calendarBehind(visit.request.platform) === undefined) return { ...privacy, allowed: [privacy.default] };
  const present = brokenOne(visit)?.privacy;
  return present && privacy.allowed.includes(present) ? { ...privacy, default: present } : privacy;
};

/** Starts what a request asks for, on behalf of the user whom it was mailed to: only they can complete it, signed in. */
export const pressRequest =
  (deps: Deps) =>
  async (
    visit: Visit,
    wanted: Privacy | undefined,
    trace: string,
  ): Promise<{ authorizeUrl: string; expiresAt: string } | 'on' | 'sign_in'> => {
    const { org, userId, platform } = visit.request;
    const chosen = requestWay(visit);
    if (chosen.way === 'sign_in') return 'sign_in';
    if (chosen.way === 'turn_on') {
      await switchPlatform(deps)(chosen.calendar, platform, true);
      await deps.connections.commit({ answerRequests: { org, userId } });
      return 'on';
    }
    const privacy = allowedPrivacy(wanted, { privacy: offeredPrivacy(visit) });
    const { returnUrl, account } = chosen;
    return startAttempt(deps)({
      org,
      userId,
      platform: MAIN_PLATFORM[providerOf(platform)],
      returnUrl,
      privacy,
      account,
      replace: false,
      trace,
    });
  };
