import type { AuthorizationProvider } from '../ports/authorization-provider.ts';
import { ProviderError } from '../ports/provider-error.ts';

const refuse = (): Promise<never> => Promise.reject(new ProviderError('project', { word: 'not_registered' }));

/** Nobody is let in before the app is registered. */
export const zoomProvider = (): { authorization: AuthorizationProvider } => ({
  authorization: {
    requiredScopes: [],
    authorizeUrl: refuse,
    exchange: refuse,
    refresh: refuse,
    revoke: refuse,
    identify: refuse,
  },
});
