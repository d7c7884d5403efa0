import type { AdminConsent } from '../ports/admin-consent.ts';
import type { Clock } from '../ports/clock.ts';
import type { MacKeys } from '../ports/mac-keys.ts';
import { approvalState } from './approval-state.ts';

export interface ApprovalLinkDeps {
  readonly adminConsent: AdminConsent;
  readonly mac: MacKeys;
  readonly clock: Clock;
  readonly publicUrl: string;
}

interface Wish {
  readonly org: string;
  /** The organization at Microsoft, where it is known: by its id or domain, or by the key of an account in it. */
  readonly tenant?: string | undefined;
  readonly account?: string | undefined;
}

/** The ready-made address to copy or mail to whoever may approve the app at Microsoft; `expiresAt` is a UTC instant. */
export const approvalLink =
  ({ adminConsent, mac, clock, publicUrl }: ApprovalLinkDeps) =>
  async ({ org, ...known }: Wish): Promise<{ readonly url: string; readonly expiresAt: string }> => {
    const { state, expiresAt } = await approvalState({ mac, clock }).mint(org);
    const redirectUri = `${publicUrl}/v1/oauth/microsoft/admin-consent`;
    return { url: await adminConsent.adminConsentUrl({ state, redirectUri, ...known }), expiresAt };
  };
