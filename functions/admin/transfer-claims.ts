import { ClaimTransfer } from '../../events/http/claim-transfer.ts';
import { transferClaims } from '../../shared/connections/transfer-claims.ts';
import { providerOf } from '../../shared/domain/provider-of.ts';
import { HubError } from '../../shared/errors.ts';
import { requireAdmin } from '../../shared/http/require-admin.ts';
import { route } from '../../shared/http/route.ts';
import type { AdminDeps } from './admin-deps.ts';

/** `POST /v1/admin/account-claims/transfer`: ids decide, addresses never. */
export const transferAccountClaims = (deps: AdminDeps) =>
  route({ body: ClaimTransfer }, async ({ caller, body, requestId: trace }) => {
    requireAdmin(caller);
    const { platform, from, to } = body;
    if (from === to)
      throw new HubError('invalid_request', {
        detail: 'The body is not valid: see errors.',
        errors: [{ field: 'to', message: 'must be another user than from' }],
      });
    const { org, userId: by } = caller;
    const done = await transferClaims(deps)({ org, provider: providerOf(platform), from, to, by, trace });
    return { status: 200, body: { ...body, ...done } };
  });
