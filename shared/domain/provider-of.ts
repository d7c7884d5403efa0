import type { Platform } from '../../events/stored/org-settings.ts';
import type { PerProvider, Provider } from '../../events/stored/provider.ts';

const PROVIDERS: Readonly<Record<Platform, Provider>> = {
  google_calendar: 'google',
  google_meet: 'google',
  outlook_calendar: 'microsoft',
  microsoft_teams: 'microsoft',
  zoom: 'zoom',
};

/** Whose account serves a platform: the one that people sign in to. */
export const providerOf = (platform: Platform): Provider => PROVIDERS[platform];

/** What a provider's accounts are connected for: what people call the connection by. */
export const MAIN_PLATFORM: PerProvider<Platform> = {
  google: 'google_calendar',
  microsoft: 'outlook_calendar',
  zoom: 'zoom',
};

export const PROVIDER_NAMES: PerProvider<string> = {
  google: 'Google',
  microsoft: 'Microsoft',
  zoom: 'Zoom',
};
