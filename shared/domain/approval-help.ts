import type { Platform } from '../../events/stored/org-settings.ts';
import { providerOf } from './provider-of.ts';

const WHOM =
  'the address below to whoever manages Microsoft 365 in your organization: it asks for all of you at once';

/** Microsoft does not always say which it was, so where it is not sure both are explained. */
const TEXTS: ReadonlyMap<string, string> = new Map([
  [
    'needs_admin_approval',
    `Microsoft lets you connect only once an administrator of your organization has approved it. Send ${WHOM}. You get a mail when it is done; then you can finish.`,
  ],
  [
    'attempt_expired',
    `Microsoft did not lead you back in time. Did it ask for an administrator’s approval? Then send ${WHOM}. You get a mail when it is done. If it did not, try again.`,
  ],
  [
    'access_denied',
    `Nothing was connected: you did not allow the access, or Microsoft asked for an administrator’s approval first. If you changed your mind, try again. If it asked for approval, send ${WHOM}; then try again.`,
  ],
]);

/** What to do about a try at Microsoft that an administrator's approval may help; undefined for any other. The address goes with it. */
export const approvalHelp = (platform: Platform, refused: string | undefined): string | undefined =>
  refused !== undefined && providerOf(platform) === 'microsoft' ? TEXTS.get(refused) : undefined;
