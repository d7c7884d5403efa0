import type { Provider } from '../../events/stored/provider.ts';

/** Registered with the provider to the letter. */
export const redirectUri = (publicUrl: string, provider: Provider): string =>
  `${publicUrl}/v1/oauth/${provider}/callback`;
