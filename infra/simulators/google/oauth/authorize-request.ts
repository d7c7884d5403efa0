import { canonicalScope, isKnownScope } from './scope-names.ts';

export interface AuthorizeRequest {
  readonly clientId: string;
  readonly redirectUri: string;
  readonly scopes: readonly string[];
  readonly state?: string;
  readonly nonce?: string;
  readonly loginHint?: string;
  readonly isOffline: boolean;
  readonly prompts: ReadonlySet<string>;
  readonly includesGranted: boolean;
  readonly challenge?: { readonly method: 'S256' | 'plain'; readonly value: string };
}

/** Shown by Google itself; the browser is never sent back with it. */
export interface AuthorizeError {
  readonly error: string;
  readonly description: string;
}

export interface Project {
  readonly clientId: string;
  readonly redirectUris: () => readonly string[];
}

type Checked = AuthorizeRequest | AuthorizeError;
type Check = (query: URLSearchParams, project: Project) => AuthorizeError | undefined;

const PROMPTS = ['none', 'consent', 'select_account'];
const CHALLENGE = /^[A-Za-z0-9\-._~]{43,128}$/;

const wordsOf = (text: string | null): string[] => (text ?? '').split(' ').filter((word) => word !== '');
const invalidRequest = (description: string): AuthorizeError => ({ error: 'invalid_request', description });

const checkClient: Check = (query, { clientId }) => {
  const given = query.get('client_id');
  if (!given) return invalidRequest('Missing required parameter: client_id');
  return given === clientId
    ? undefined
    : { error: 'invalid_client', description: 'The OAuth client was not found.' };
};

const checkRedirectUri: Check = (query, { redirectUris }) => {
  const given = query.get('redirect_uri');
  if (!given) return invalidRequest('Missing required parameter: redirect_uri');
  if (redirectUris().includes(given)) return undefined;
  return {
    error: 'redirect_uri_mismatch',
    description: `The redirect URI in the request, ${given}, does not match the ones authorized for the OAuth client.`,
  };
};

const checkResponseType: Check = (query) => {
  const given = query.get('response_type');
  if (!given) return invalidRequest('Missing required parameter: response_type');
  return given === 'code'
    ? undefined
    : { error: 'unsupported_response_type', description: `Invalid response_type: ${given}` };
};

const checkScope: Check = (query) => {
  const scopes = wordsOf(query.get('scope'));
  if (scopes.length === 0) return invalidRequest('Missing required parameter: scope');
  const unknown = scopes.map(canonicalScope).filter((scope) => !isKnownScope(scope));
  return unknown.length === 0
    ? undefined
    : {
        error: 'invalid_scope',
        description: `Some requested scopes were invalid. {invalid=[${unknown.join(', ')}]}`,
      };
};

const checkPrompt: Check = (query) => {
  const prompts = wordsOf(query.get('prompt'));
  const isWrong = prompts.some((prompt) => !PROMPTS.includes(prompt));
  if (isWrong || (prompts.includes('none') && prompts.length > 1))
    return invalidRequest(`Invalid prompt: ${prompts.join(' ')}`);
  const access = query.get('access_type') ?? 'online';
  return ['online', 'offline'].includes(access)
    ? undefined
    : invalidRequest(`Invalid access_type: ${access}`);
};

const checkChallenge: Check = (query) => {
  const challenge = query.get('code_challenge');
  const method = query.get('code_challenge_method');
  if (method !== null && method !== 'S256' && method !== 'plain')
    return invalidRequest(`Invalid code_challenge_method: ${method}`);
  if (method !== null && challenge === null)
    return invalidRequest('code_challenge_method without code_challenge');
  return challenge === null || CHALLENGE.test(challenge)
    ? undefined
    : invalidRequest('code_challenge must have 43 to 128 characters of A-Z a-z 0-9 - . _ ~');
};

const CHECKS = [checkClient, checkRedirectUri, checkResponseType, checkScope, checkPrompt, checkChallenge];

const optional = (
  query: URLSearchParams,
): Pick<AuthorizeRequest, 'state' | 'nonce' | 'loginHint' | 'challenge'> => {
  const state = query.get('state');
  const nonce = query.get('nonce');
  const loginHint = query.get('login_hint');
  const value = query.get('code_challenge');
  const method = query.get('code_challenge_method') === 'S256' ? 'S256' : 'plain';
  return {
    ...(state !== null && { state }),
    ...(nonce !== null && { nonce }),
    ...(loginHint !== null && { loginHint }),
    ...(value !== null && { challenge: { method, value } }),
  };
};

/** https://developers.google.com/identity/protocols/oauth2/web-server#creatingclient */
export const checkAuthorizeRequest = (query: URLSearchParams, project: Project): Checked => {
  for (const check of CHECKS) {
    const error = check(query, project);
    if (error) return error;
  }
  return {
    clientId: project.clientId,
    redirectUri: query.get('redirect_uri') ?? '',
    scopes: [...new Set(wordsOf(query.get('scope')).map(canonicalScope))],
    isOffline: query.get('access_type') === 'offline',
    prompts: new Set(wordsOf(query.get('prompt'))),
    includesGranted: query.get('include_granted_scopes') === 'true',
    ...optional(query),
  };
};
