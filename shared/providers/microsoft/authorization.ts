import { createHash } from 'node:crypto';
import type * as z from 'zod';
import { MicrosoftToken } from '../../../events/provider/microsoft/token.ts';
import { MicrosoftUser } from '../../../events/provider/microsoft/user.ts';
import type { AuthorizationProvider, Grant } from '../../ports/authorization-provider.ts';
import type { Clock } from '../../ports/clock.ts';
import { ProviderError } from '../../ports/provider-error.ts';
import { callProvider } from '../call-provider.ts';
import { authorizationError } from './authorization-error.ts';
import { askGraph } from './client.ts';
import { CONSUMERS } from './consumers.ts';
import { MICROSOFT_LOGIN } from './login-origin.ts';
import { accountKeyIn } from './read-id-token.ts';
import { canonicalScopes, MICROSOFT_SCOPES, requestedScopes } from './scopes.ts';
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

/** An access token outlives the permission, by an hour and more: it is used for minutes only, so that the next read asks whether there is still one. */
const USED_SECONDS = 900;

const grantOf = (token: Token, clock: Clock): Grant => ({
  accessToken: token.access_token,
  accessExpiresAt: new Date(clock.now() + Math.min(token.expires_in, USED_SECONDS) * 1000).toISOString(),
  refreshToken: token.refresh_token,
  scopes: canonicalScopes(token.scope),
});

const authorizeUrl =
  ({ credentials }: MicrosoftAuthorizationDeps, origin: string): AuthorizationProvider['authorizeUrl'] =>
  async ({ state, codeVerifier, redirectUri, loginHint }) => {
    const url = new URL(`${origin}/common/oauth2/v2.0/authorize`);
    url.search = new URLSearchParams({
      client_id: (await credentials()).clientId,
      response_type: 'code',
      response_mode: 'query',
      redirect_uri: redirectUri,
      // Always all of them: what was granted before is not sure to come along, and nobody is asked for it twice.
      scope: requestedScopes(),
      state,
      code_challenge: createHash('sha256').update(codeVerifier).digest('base64url'),
      code_challenge_method: 'S256',
      // Never `consent`: that stops whoever is no administrator, even where one has approved the app.
      prompt: 'select_account',
      ...(loginHint !== undefined && { login_hint: loginHint }),
    }).toString();
    return url.href;
  };

/** An access token cannot be asked for the tenant: only the sign-in itself tells it. */
const identify =
  (baseUrl: string | undefined): AuthorizationProvider['identify'] =>
  async (accessToken, key) => {
    if (key === undefined) throw new ProviderError('ours', { word: 'sign-in unknown' });
    const graph = { accessToken, baseUrl };
    const me = { method: 'GET', path: '/me?$select=id,mail,userPrincipalName' } as const;
    const { id, mail, userPrincipalName } = await askGraph(graph, me, MicrosoftUser);
    const [tid, oid] = key.split('.');
    if (tid !== CONSUMERS && id !== oid) throw new ProviderError('ours', { word: 'another account' });
    return { key, label: mail ?? userPrincipalName ?? id };
  };

/** The Microsoft identity platform, for work and personal accounts: https://learn.microsoft.com/en-us/entra/identity-platform/v2-oauth2-auth-code-flow */
export const microsoftAuthorization = (deps: MicrosoftAuthorizationDeps): AuthorizationProvider => {
  const origin = deps.baseUrl ?? MICROSOFT_LOGIN;
  const token = tokenBy(deps, origin);
  return {
    requiredScopes: MICROSOFT_SCOPES,
    authorizeUrl: authorizeUrl(deps, origin),
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
    revokesBy: 'nothing',
    // An app cannot give a grant back at Microsoft: to forget the tokens is all; people end it at https://myapps.microsoft.com.
    revoke: () => Promise.resolve(),
    identify: identify(deps.baseUrl),
  };
};
