import type { World } from '../world.ts';

export interface AuthorizeRequest {
  readonly redirectUri: string;
  readonly state?: string;
  readonly challenge?: { readonly method: 'S256' | 'plain'; readonly value: string };
}

/** Shown by Zoom itself; the browser is never sent back with it. */
export interface AuthorizeError {
  readonly error: string;
  readonly description: string;
}

type App = Pick<World['app'], 'clientId' | 'redirectUris' | 'scopes'>;
type Check = (query: URLSearchParams, app: App) => AuthorizeError | undefined;

const checkClient: Check = (query, { clientId }) =>
  query.get('client_id') === clientId
    ? undefined
    : { error: '4702', description: 'Invalid client_id: the app does not exist.' };

/** Letter for letter: a slash more is another address. */
const checkRedirectUri: Check = (query, { redirectUris }) =>
  redirectUris().includes(query.get('redirect_uri') ?? '')
    ? undefined
    : {
        error: '4709',
        description: `Invalid redirect: ${query.get('redirect_uri') ?? 'redirect_uri is missing'}.`,
      };

const checkResponseType: Check = (query) =>
  query.get('response_type') === 'code'
    ? undefined
    : { error: 'unsupported_response_type', description: 'response_type must be code.' };

const checkScope: Check = (query, { scopes }) => {
  const asked = (query.get('scope') ?? '').split(' ').filter((name) => name !== '');
  const foreign = asked.filter((name) => !scopes.some((scope) => scope === name));
  return foreign.length === 0
    ? undefined
    : { error: 'invalid_scope', description: `Invalid scope: ${foreign.join(', ')}` };
};

const checkChallenge: Check = (query) => {
  const method = query.get('code_challenge_method');
  if (method !== null && method !== 'S256' && method !== 'plain')
    return { error: 'invalid_request', description: 'code_challenge_method must be S256 or plain.' };
  return method !== null && !query.get('code_challenge')
    ? { error: 'invalid_request', description: 'code_challenge is missing.' }
    : undefined;
};

const CHECKS = [checkClient, checkRedirectUri, checkResponseType, checkScope, checkChallenge];

export const checkAuthorizeRequest = (
  query: URLSearchParams,
  app: App,
): AuthorizeRequest | AuthorizeError => {
  for (const check of CHECKS) {
    const error = check(query, app);
    if (error) return error;
  }
  const state = query.get('state');
  const value = query.get('code_challenge');
  // Without a word about it the method is plain.
  const method = query.get('code_challenge_method') === 'S256' ? 'S256' : 'plain';
  return {
    redirectUri: query.get('redirect_uri') ?? '',
    ...(state !== null && { state }),
    ...(value !== null && { challenge: { method, value } }),
  };
};
