import type { Location } from '../../events/stored/booking.ts';
import { locationPlatform } from '../domain/location-platform.ts';
import { PLATFORM_NAMES } from '../domain/platform-name.ts';
import { HubError } from '../errors.ts';
import type { Connections } from '../ports/connections.ts';
import type { OrgSettingsStore } from '../ports/org-settings-store.ts';

interface Deps {
  readonly connections: Pick<Connections, 'ofUsers'>;
  readonly settings: Pick<OrgSettingsStore, 'read'>;
}

interface Who {
  readonly org: string;
  readonly userIds: readonly string[];
}

/**
 * Refuses a place whose links none of these people could make: `platform_disabled` where their organization has switched the platform
 * off, `platform_not_connected` where no account of theirs serves it now.
 */
export const requireLocation =
  ({ connections, settings }: Deps) =>
  async ({ org, userIds }: Who, kind: Location['kind']): Promise<void> => {
    const platform = locationPlatform(kind);
    if (platform === undefined) return;
    const name = PLATFORM_NAMES[platform];
    const [{ platforms }, own] = await Promise.all([settings.read(org), connections.ofUsers(org, userIds)]);
    if (!platforms.includes(platform))
      throw new HubError('platform_disabled', {
        detail: `${name} is switched off in this organisation: choose another location.`,
        extra: { platform },
      });
    const serves = own.some(
      (each) => each.state === 'connected' && each.platforms.some((served) => served === platform),
    );
    if (!serves)
      throw new HubError('platform_not_connected', {
        detail: `${name} is not connected: connect it first, or choose another location.`,
        extra: { userId: userIds[0], platform },
      });
  };
