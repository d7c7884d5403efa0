import { ConsentUrlQuery, type ConsentUrlReply } from '../../events/http/admin-consent.ts';
import { type ApprovalLinkDeps, approvalLink } from '../../shared/connections/approval-link.ts';
import { providerOf } from '../../shared/domain/provider-of.ts';
import { HubError } from '../../shared/errors.ts';
import { requireAdmin } from '../../shared/http/require-admin.ts';
import { route } from '../../shared/http/route.ts';
import type { AdminDeps } from './admin-deps.ts';

type Deps = Pick<AdminDeps, 'settings'> & ApprovalLinkDeps;

/** `GET /v1/admin/microsoft/consent-url` */
export const readConsentUrl = (deps: Deps) =>
  route({ query: ConsentUrlQuery }, async ({ caller: { org, ...caller }, query }) => {
    requireAdmin({ ...caller, org });
    const { platforms } = await deps.settings.read(org);
    if (!platforms.some((platform) => providerOf(platform) === 'microsoft'))
      throw new HubError('platform_disabled', {
        detail: 'Your organization has switched Outlook and Teams off.',
      });
    const body: ConsentUrlReply = await approvalLink(deps)({ org, tenant: query.tenant });
    return { status: 200, body, headers: { 'cache-control': 'no-store' } };
  });
