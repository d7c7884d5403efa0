import type { ConnectRequestView } from '../../events/http/connect-page.ts';
import { ConnectPress } from '../../events/http/connect-page.ts';
import { GuestPageParams, GuestPageQuery } from '../../events/http/guest-page.ts';
import {
  type OpenRequestDeps,
  openRequest,
  type RequestVisit,
} from '../../shared/connections/open-request.ts';
import { offeredPrivacy, pressRequest, requestWay } from '../../shared/connections/press-request.ts';
import { PLATFORM_NAMES } from '../../shared/domain/platform-name.ts';
import { HubError } from '../../shared/errors.ts';
import type { Reply } from '../../shared/http/reply.ts';
import { publicRoute } from '../../shared/http/route.ts';
import { connectWordsOf } from '../../shared/pages/connect-words.ts';
import { frameOf } from '../../shared/pages/frame-of.ts';
import { messagePage } from '../../shared/pages/message-page.ts';
import { PAGE_HEADERS } from '../../shared/pages/page-headers.ts';
import { dataReply, pageReply, wantsData } from '../../shared/pages/page-reply.ts';
import { askPage, refuseRequest } from './connect-reply.ts';

type Deps = OpenRequestDeps & Parameters<typeof pressRequest>[0];
type Visit = Extract<RequestVisit, { leads: 'to request' }>;

const viewOf = (visit: Visit): ConnectRequestView => {
  const { platform, expiresAt } = visit.request;
  const canConnect = requestWay(visit).way !== 'sign_in';
  return { platform, name: PLATFORM_NAMES[platform], expiresAt, privacy: offeredPrivacy(visit), canConnect };
};

/** `GET` and `HEAD /connect/{token}`: explains and asks. Whoever opens it, and however often, it changes nothing. */
export const showRequest = (deps: Deps) =>
  publicRoute({ params: GuestPageParams, query: GuestPageQuery }, async (request) => {
    const { token } = request.params;
    const visit = await openRequest(deps)(token);
    if (visit.leads !== 'to request') return refuseRequest(visit, request);
    if (wantsData(request.accept)) return dataReply(200, viewOf(visit));
    return askPage(200, visit, request, { path: `/connect/${token}`, publicUrl: deps.publicUrl });
  });

type Pressed = Awaited<ReturnType<ReturnType<typeof pressRequest>>>;

const pressedData = (pressed: Pressed, { locale }: Visit): Reply => {
  if (pressed === 'on') return dataReply(200, { state: 'connected' });
  if (pressed !== 'sign_in') return dataReply(200, pressed);
  throw new HubError('invalid_request', { detail: connectWordsOf(locale).signInFirst.text });
};

/** `POST /connect/{token}`: the pressed button leads to the provider's consent, as the user's own connect would. */
export const goConnect = (deps: Deps) =>
  publicRoute(
    { params: GuestPageParams, query: GuestPageQuery, body: ConnectPress, form: true },
    async (request): Promise<Reply> => {
      const { token } = request.params;
      const visit = await openRequest(deps)(token);
      if (visit.leads !== 'to request') return refuseRequest(visit, request);
      const pressed = await pressRequest(deps)(visit, request.body?.privacy, request.requestId);
      if (wantsData(request.accept)) return pressedData(pressed, visit);
      if (pressed === 'sign_in')
        return askPage(409, visit, request, { path: `/connect/${token}`, publicUrl: deps.publicUrl });
      const { locale, settings } = visit;
      const { isOn } = connectWordsOf(locale);
      if (pressed === 'on')
        return pageReply(
          200,
          messagePage({
            ...frameOf(settings, locale, request),
            ...isOn(PLATFORM_NAMES[visit.request.platform]),
          }),
        );
      return { status: 303, headers: { ...PAGE_HEADERS, location: pressed.authorizeUrl } };
    },
  );
