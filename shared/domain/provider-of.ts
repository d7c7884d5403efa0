import type { Platform, ServedPlatform } from '../../events/stored/org-settings.ts';
import type { PerProvider, Provider } from '../../events/stored/provider.ts';

/** Whose account serves a platform: the one that people sign in to. */
export const providerOf = (platform: Platform): Provider => (platform === 'zoom' ? 'zoom' : 'google');

/** What a provider's accounts are connected for: what people call the connection by. */
export const MAIN_PLATFORM: PerProvider<ServedPlatform> = { google: 'google_calendar', zoom: 'zoom' };

export const PROVIDER_NAMES: PerProvider<string> = { google: 'Google', zoom: 'Zoom' };
