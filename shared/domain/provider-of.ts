import type { Platform } from '../../events/stored/org-settings.ts';
import type { PerProvider, Provider } from '../../events/stored/provider.ts';

/** Whose account serves a platform: the one that people sign in to. */
export const providerOf = (platform: Platform): Provider => (platform === 'zoom' ? 'zoom' : 'google');

export const PROVIDER_NAMES: PerProvider<string> = { google: 'Google', zoom: 'Zoom' };
