import { type Account, isPersonal } from '../accounts.ts';
import type { World } from '../world.ts';
import { readScopes } from './scopes.ts';

export interface AuthorizeRequest {
  readonly segment: string;
  readonly clientId: string;
  readonly redirectUri: string;
  readonly scopes: readonly string[];
  readonly prompt: string;
  readonly responseMode: 'query' | 'fragment' | 'form_post';
  readonly state?: string;
  readonly nonce?: string;
  readonly loginHint?: string;
  readonly domainHint?: string;
  readonly challenge?: { readonly method: 'S256' | 'plain'; readonly value: string };
}

/** Shown by Microsoft itself; the browser is never sent back with it. */
export interface AuthorizeError {
  readonly number: number;
  readonly description: string;
}

type Check = (world: World, query: URLSearchParams) => AuthorizeError | undefined;

const PROMPTS = ['', 'none', 'login', 'consent', 'select_account'];
const MODES = ['query', 'fragment', 'form_post'] as const;
const CHALLENGE = /^[A-Za-z0-9\-._~]{43,128}$/;

const missing = (name: string): AuthorizeError => ({
  number: 900144,
  description: `The request body must contain the following parameter: '${name}'.`,
});

export const checkClient: Check = ({ app }, query) => {
  const given = query.get('client_id');
  if (!given) return missing('client_id');
  if (given === app.clientId) return undefined;
  return { number: 700016, description: `Application with identifier '${given}' was not found.` };
};

export const checkRedirectUri: Check = ({ app }, query) => {
  const given = query.get('redirect_uri') ?? '';
  return app.redirectUris().includes(given)
    ? undefined
    : {
        number: 50011,
        description: `The redirect URI '${given}' specified in the request does not match the redirect URIs configured for the application.`,
      };
};

const checkResponseType: Check = (_world, query) => {
  const given = query.get('response_type');
  if (!given) return missing('response_type');
  return given === 'code'
    ? undefined
    : { number: 700054, description: `response_type '${given}' is not enabled for the application.` };
};

const checkScope: Check = (_world, query) => {
  const text = query.get('scope') ?? '';
  if (text.trim() === '') return missing('scope');
  const read = readScopes(text);
  return 'unknown' in read
    ? { number: 70011, description: `The scope ${read.unknown} is not valid.` }
    : undefined;
};

const checkPrompt: Check = (_world, query) => {
  const prompt = query.get('prompt') ?? '';
  return PROMPTS.includes(prompt)
    ? undefined
    : { number: 90023, description: `Unsupported 'prompt' value: ${prompt}` };
};

const checkChallenge: Check = (_world, query) => {
  const challenge = query.get('code_challenge');
  const method = query.get('code_challenge_method') ?? 'plain';
  if (challenge === null) return undefined;
  return ['S256', 'plain'].includes(method) && CHALLENGE.test(challenge)
    ? undefined
    : { number: 50147, description: 'The size or method of the code challenge parameter is not valid.' };
};

const checkMode: Check = (_world, query) => {
  const given = query.get('response_mode');
  return given === null || MODES.some((mode) => mode === given)
    ? undefined
    : { number: 900432, description: `Unsupported 'response_mode' value: ${given}` };
};

const CHECKS = [
  checkClient,
  checkRedirectUri,
  checkResponseType,
  checkScope,
  checkPrompt,
  checkMode,
  checkChallenge,
];

const optional = (query: URLSearchParams) => {
  const state = query.get('state');
  const nonce = query.get('nonce');
  const loginHint = query.get('login_hint');
  const domainHint = query.get('domain_hint');
  const value = query.get('code_challenge');
  const method = query.get('code_challenge_method') === 'S256' ? ('S256' as const) : ('plain' as const);
  return {
    ...(state !== null && { state }),
    ...(nonce !== null && { nonce }),
    ...(loginHint !== null && { loginHint }),
    ...(domainHint !== null && { domainHint }),
    ...(value !== null && { challenge: { method, value } }),
  };
};

/** https://learn.microsoft.com/en-us/entra/identity-platform/v2-oauth2-auth-code-flow#request-an-authorization-code */
export const checkAuthorizeRequest = (
  world: World,
  segment: string,
  query: URLSearchParams,
): AuthorizeRequest | AuthorizeError => {
  for (const check of CHECKS) {
    const error = check(world, query);
    if (error) return error;
  }
  const read = readScopes(query.get('scope') ?? '');
  return {
    segment,
    clientId: world.app.clientId,
    redirectUri: query.get('redirect_uri') ?? '',
    scopes: 'scopes' in read ? read.scopes : [],
    prompt: query.get('prompt') ?? '',
    responseMode: MODES.find((mode) => mode === query.get('response_mode')) ?? 'query',
    ...optional(query),
  };
};

/** `common` is for all, `organizations` and `consumers` for their kind, a tenant for its own people. */
export const mayUseSegment = ({ tenants }: World, segment: string, account: Account): boolean => {
  if (segment === 'common') return true;
  if (segment === 'consumers') return isPersonal(account);
  if (segment === 'organizations') return !isPersonal(account);
  return tenants.find(segment)?.tid === account.tid;
};
