import { isReturnUrl } from '../domain/return-url.ts';
import type { Clock } from '../ports/clock.ts';
import type { OrgSettingsStore } from '../ports/org-settings-store.ts';

const REMEMBERED_MS = 60_000;

/** Whether an origin is one of the org's, as its settings said at most a minute ago. */
export const allowsOrigin = ({
  settings,
  clock,
}: {
  readonly settings: OrgSettingsStore;
  readonly clock: Clock;
}) => {
  const known = new Map<string, { readonly origins: readonly string[]; readonly until: number }>();
  const originsOf = async (org: string): Promise<readonly string[]> => {
    const remembered = known.get(org);
    if (remembered && remembered.until > clock.now()) return remembered.origins;
    const { origins } = await settings.read(org);
    known.set(org, { origins, until: clock.now() + REMEMBERED_MS });
    return origins;
  };
  return async (org: string, origin: string): Promise<boolean> => isReturnUrl(origin, await originsOf(org));
};
