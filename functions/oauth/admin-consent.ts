import * as z from 'zod';
import type { OrgSettings } from '../../events/stored/org-settings.ts';
import { approvalState } from '../../shared/connections/approval-state.ts';
import { receiveApproval } from '../../shared/connections/receive-approval.ts';
import { preferredLocale } from '../../shared/domain/preferred-locale.ts';
import type { Reply } from '../../shared/http/reply.ts';
import { publicRoute } from '../../shared/http/route.ts';
import { approvalWordsOf } from '../../shared/pages/approval-words.ts';
import { frameOf } from '../../shared/pages/frame-of.ts';
import { messagePage } from '../../shared/pages/message-page.ts';
import type { Frame } from '../../shared/pages/page.ts';
import { pageReply } from '../../shared/pages/page-reply.ts';
import type { OrgSettingsStore } from '../../shared/ports/org-settings-store.ts';

type Deps = Parameters<typeof approvalState>[0] &
  Parameters<typeof receiveApproval>[0] & { readonly settings: Pick<OrgSettingsStore, 'read'> };

/** Whatever Microsoft or a forger appends: what we do not know is ignored, and nothing is too strange for a page in words. */
const text = z.string().max(4096).optional().catch(undefined);
const Query = z.object({
  state: text,
  admin_consent: text,
  error: text,
  error_description: text,
  tenant: z.guid().optional().catch(undefined),
});
type Query = z.output<typeof Query>;

type Outcome = 'approved' | 'declined' | 'failed' | 'unknown';

/** Declined by whoever could have approved; any other error is not their will. */
const DECLINED = /\bAADSTS65004\b/u;
const CANCELLED: ReadonlySet<string> = new Set(['permission_denied', 'access_denied']);

/** `error` comes first: Microsoft says `admin_consent=True` with an error, too. */
const outcomeOf = ({ admin_consent: consent, error, error_description: words = '' }: Query): Outcome => {
  if (error !== undefined) return DECLINED.test(words) || CANCELLED.has(error) ? 'declined' : 'failed';
  return consent?.toLowerCase() === 'true' ? 'approved' : 'unknown';
};

const pageOf = (outcome: Outcome, tenant: string | undefined, frame: Omit<Frame, 'title'>): Reply => {
  const words = approvalWordsOf(frame.locale);
  const message = outcome === 'approved' ? words.approved(tenant) : words[outcome];
  return pageReply(outcome === 'unknown' ? 400 : 200, messagePage({ ...frame, ...message }));
};

const frameFor = (
  settings: OrgSettings | undefined,
  request: { readonly locale: Frame['locale']; readonly requestId: string },
): Omit<Frame, 'title'> =>
  settings
    ? frameOf(settings, request.locale, request)
    : { locale: request.locale, brand: { name: 'Meridian' }, requestId: request.requestId };

/**
 * `GET /v1/oauth/microsoft/admin-consent`: Microsoft sends the administrator's browser here, so a GET has to act. It may: what it does
 * is done once for everybody who waits, however often it is opened, and nothing else depends on it.
 */
export const adminConsent = (deps: Deps) => {
  const { orgOf } = approvalState(deps);
  const receive = receiveApproval(deps);
  return publicRoute({ query: Query }, async ({ query, acceptLanguage, requestId }) => {
    const request = { locale: preferredLocale(acceptLanguage), requestId };
    const org = query.state === undefined ? undefined : await orgOf(query.state);
    if (org === undefined) return pageOf('unknown', undefined, frameFor(undefined, request));
    const outcome = outcomeOf(query);
    if (outcome === 'approved') await receive(org, requestId);
    return pageOf(outcome, query.tenant, frameFor(await deps.settings.read(org), request));
  });
};
