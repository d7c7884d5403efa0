import { createHash } from 'node:crypto';
import * as z from 'zod';
import { MicrosoftToken } from '../../../events/provider/microsoft/token.ts';
import { MicrosoftUser } from '../../../events/provider/microsoft/user.ts';
import type { AuthorizationProvider, Grant } from '../../ports/authorization-provider.ts';
import type { Clock } from '../../ports/clock.ts';
import { ProviderError } from '../../ports/provider-error.ts';
import { callProvider } from '../call-provider.ts';
import { authorizationError } from './authorization-error.ts';
import { askGraph } from './client.ts';
import { accountKeyIn } from './read-id-token.ts';
import { canonicalScopes, MICROSOFT_SCOPES, SIGN_IN_SCOPES } from './scopes.ts';
import { unconsented } from './unconsented.ts';

interface Credentials {
  readonly clientId: string;
  readonly clientSecret: string;
}

interface MicrosoftAuthorizationDeps {
  readonly credentials: () => Promise<Credentials>;
  readonly clock: Clock;
  /** One origin that stands in for all of Microsoft's hosts. */
  readonly baseUrl?: string | undefined;
}

interface ConsentRequest {
  readonly state: string;
  readonly redirectUri: string;
  /** The organization's id or domain; without it the one that the administrator signs in to. */
  readonly tenant?: string;
}

interface MicrosoftAuthorization extends AuthorizationProvider {
  /** Where an administrator approves the app for all of an organization: https://learn.microsoft.com/en-us/entra/identity-platform/v2-admin-consent */
  adminConsentUrl(request: ConsentRequest): Promise<string>;
}

const LOGIN = 'https://login.microsoftonline.com';
/** Of all personal accounts. */
const CONSUMERS = '9188040d-6c67-4c5b-b112-36a304b66dad';

const scopesOf = (only?: readonly string[]): string => {
  const asked = MICROSOFT_SCOPES.map(({ scope }) => scope);
  return [...SIGN_IN_SCOPES, ...asked.filter((scope) => only?.includes(scope) ?? true)].join(' ');
};

type Token = z.output<typeof MicrosoftToken>;

const tokenBy =
  ({ credentials }: MicrosoftAuthorizationDeps, origin: string) =>
  async (fields: Record<string, string>): Promise<Token> => {
    const { clientId, clientSecret } = await credentials();
    const app = { client_id: clientId, client_secret: clientSecret };
    const answer = await callProvider({
      method: 'POST',
      url: `${origin}/common/oauth2/v2.0/token`,
      body: new URLSearchParams({ ...app, ...fields }),
    });
    if (answer.status !== 200) throw authorizationError(answer);
    const { data, error } = MicrosoftToken.safeParse(answer.body);
    if (data === undefined) throw new ProviderError('transient', { word: 'unreadable answer', cause: error });
    return data;
  };

const grantOf = (token: Token, clock: Clock): Grant => ({
  accessToken: token.access_token,
  accessExpiresAt: new Date(clock.now() + token.expires_in * 1000).toISOString(),
  refreshToken: token.refresh_token,
  scopes: canonicalScopes(token.scope),
});

const authorizeUrl =
  ({ credentials }: MicrosoftAuthorizationDeps, origin: string): AuthorizationProvider['authorizeUrl'] =>
  async ({ state, codeVerifier, redirectUri, loginHint, onlyScopes }) => {
    const url = new URL(`${origin}/common/oauth2/v2.0/authorize`);
    url.search = new URLSearchParams({
      client_id: (await credentials()).clientId,
      response_type: 'code',
      response_mode: 'query',
      redirect_uri: redirectUri,
      scope: scopesOf(onlyScopes),
      state,
      code_challenge: createHash('sha256').update(codeVerifier).digest('base64url'),
      code_challenge_method: 'S256',
      // Never `consent`: that stops whoever is no administrator, even where one has approved the app.
      prompt: 'select_account',
      ...(loginHint !== undefined && { login_hint: loginHint }),
    }).toString();
    return url.href;
  };

const adminConsentUrl =
  ({ credentials }: MicrosoftAuthorizationDeps, origin: string): MicrosoftAuthorization['adminConsentUrl'] =>
  async ({ state, redirectUri, tenant = 'organizations' }) => {
    const url = new URL(`${origin}/${encodeURIComponent(tenant)}/v2.0/adminconsent`);
    url.search = new URLSearchParams({
      client_id: (await credentials()).clientId,
      redirect_uri: redirectUri,
      scope: scopesOf(),
      state,
    }).toString();
    return url.href;
  };

/**
 * An access token cannot be asked for the tenant: only the sign-in itself tells it. The mailbox is asked for as well: many accounts can
 * sign in and have none.
 */
const identify =
  (baseUrl: string | undefined): AuthorizationProvider['identify'] =>
  async (accessToken, key) => {
    if (key === undefined) throw new ProviderError('ours', { word: 'sign-in unknown' });
    const graph = { accessToken, baseUrl };
    const me = { method: 'GET', path: '/me?$select=id,mail,userPrincipalName' } as const;
    const { id, mail, userPrincipalName } = await askGraph(graph, me, MicrosoftUser);
    const [tid, oid] = key.split('.');
    if (tid !== CONSUMERS && id !== oid) throw new ProviderError('ours', { word: 'another account' });
    await askGraph(graph, { method: 'GET', path: '/me/calendar?$select=id' }, z.unknown());
    return { key, label: mail ?? userPrincipalName ?? id };
  };

/** The Microsoft identity platform, for work and personal accounts: https://learn.microsoft.com/en-us/entra/identity-platform/v2-oauth2-auth-code-flow */
export const microsoftAuthorization = (deps: MicrosoftAuthorizationDeps): MicrosoftAuthorization => {
  const origin = deps.baseUrl ?? LOGIN;
  const token = tokenBy(deps, origin);
  return {
    requiredScopes: MICROSOFT_SCOPES,
    authorizeUrl: authorizeUrl(deps, origin),
    adminConsentUrl: adminConsentUrl(deps, origin),
    judgeRefusal: unconsented,
    exchange: async (code, codeVerifier, redirectUri) => {
      const answer = await token({
        grant_type: 'authorization_code',
        code,
        redirect_uri: redirectUri,
        code_verifier: codeVerifier,
      });
      const { clientId } = await deps.credentials();
      return { ...grantOf(answer, deps.clock), accountKey: accountKeyIn(answer.id_token, clientId) };
    },
    // No `scope`: asking for one that was added since would kill the whole grant.
    refresh: async (refreshToken) =>
      grantOf(await token({ grant_type: 'refresh_token', refresh_token: refreshToken }), deps.clock),
    revokesBy: 'refresh_token',
    // An app cannot give a grant back at Microsoft: to forget the tokens is all; people end it at https://myapps.microsoft.com.
    revoke: () => Promise.resolve(),
    identify: identify(deps.baseUrl),
  };
};
