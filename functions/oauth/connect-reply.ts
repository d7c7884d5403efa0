import type { RequestVisit } from '../../shared/connections/open-request.ts';
import { offeredPrivacy, requestWay } from '../../shared/connections/press-request.ts';
import { type ErrorCode, HubError, STATUS } from '../../shared/errors.ts';
import type { Reply } from '../../shared/http/reply.ts';
import { connectPage } from '../../shared/pages/connect-page.ts';
import { type ConnectWords, connectWordsOf } from '../../shared/pages/connect-words.ts';
import { frameOf } from '../../shared/pages/frame-of.ts';
import { messagePage } from '../../shared/pages/message-page.ts';
import { pageReply, wantsData } from '../../shared/pages/page-reply.ts';

type Visit = Extract<RequestVisit, { leads: 'to request' }>;

interface Visitor {
  readonly accept: string;
  readonly requestId: string;
}

const REFUSALS = {
  nowhere: ['not_found', 'unknown'],
  'to the past': ['link_expired', 'expired'],
  'to a connection': ['link_used', 'used'],
  'to an older mail': ['link_used', 'replaced'],
  'to nobody': ['link_expired', 'closed'],
} as const satisfies Record<string, readonly [ErrorCode, keyof ConnectWords]>;

/** A link that leads to no open request, in words or as a problem. */
export const refuseRequest = (visit: Exclude<RequestVisit, Visit>, visitor: Visitor): Reply => {
  const [code, words] = REFUSALS[visit.leads];
  const locale = visit.leads === 'nowhere' ? 'en' : visit.locale;
  const message = connectWordsOf(locale)[words];
  if (wantsData(visitor.accept)) throw new HubError(code, { detail: message.text.replaceAll('\n', ' ') });
  const frame =
    visit.leads === 'nowhere'
      ? { locale, brand: { name: 'Meridian' }, requestId: visitor.requestId }
      : frameOf(visit.settings, locale, visitor);
  return pageReply(STATUS[code], messagePage({ ...frame, ...message }));
};

/**
 * The page that asks. A browser holds the form's target against the whole way that the button leads, so beyond
 * ourselves it may go to the provider: anywhere as safe as here. https://www.w3.org/TR/CSP3/#directive-form-action
 */
export const askPage = (
  status: number,
  visit: Visit,
  visitor: Visitor,
  at: { readonly path: string; readonly publicUrl: string },
): Reply => {
  const { request, settings, locale, asker } = visit;
  const { html, headers } = pageReply(
    status,
    connectPage(frameOf(settings, locale, visitor), {
      path: at.path,
      platform: request.platform,
      action: request.action,
      asker: asker ?? settings.brand.name,
      isApproved: request.approved ?? false,
      privacy: offeredPrivacy(visit),
      way: requestWay(visit).way,
      signInUrl: settings.urls.signIn,
    }),
  );
  const policy = headers['content-security-policy'] ?? '';
  const target = `form-action 'self' ${new URL(at.publicUrl).protocol}`;
  return {
    status,
    html,
    headers: { ...headers, 'content-security-policy': policy.replace("form-action 'self'", target) },
  };
};
