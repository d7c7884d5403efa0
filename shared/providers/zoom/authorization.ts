import { createHash } from 'node:crypto';
import type * as z from 'zod';
import { ZoomToken } from '../../../events/provider/zoom/token.ts';
import { ZoomUser } from '../../../events/provider/zoom/user.ts';
import type { Account, AuthorizationProvider, Grant } from '../../ports/authorization-provider.ts';
import type { Clock } from '../../ports/clock.ts';
import { ProviderError } from '../../ports/provider-error.ts';
import type { Answer } from '../call-provider.ts';
import { askZoom } from './api.ts';
import { authorizationError } from './authorization-error.ts';
import { callZoom } from './client.ts';
import { canonicalScopes, ZOOM_SCOPES } from './scopes.ts';

interface Credentials {
  readonly clientId: string;
  readonly clientSecret: string;
}

interface ZoomAuthorizationDeps {
  readonly credentials: () => Promise<Credentials>;
  readonly clock: Clock;
  /** One origin that stands in for all of Zoom's hosts. */
  readonly baseUrl?: string | undefined;
}

type Ask = (path: 'token' | 'revoke', fields: Record<string, string>) => Promise<Answer>;

const isAccepted = ({ status }: Answer): boolean => status >= 200 && status < 300;

const parsed = <S extends z.ZodType>(schema: S, body: unknown): z.output<S> => {
  const { data, error } = schema.safeParse(body);
  if (data === undefined) throw new ProviderError('transient', { word: 'unreadable answer', cause: error });
  return data;
};

/** In the body: query strings land in logs. */
const asking =
  ({ credentials }: ZoomAuthorizationDeps, origin: string): Ask =>
  async (path, fields) => {
    const { clientId, clientSecret } = await credentials();
    return callZoom({
      method: 'POST',
      url: `${origin}/oauth/${path}`,
      headers: {
        authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`,
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: new URLSearchParams(fields).toString(),
    });
  };

const grantBy = async (ask: Ask, clock: Clock, fields: Record<string, string>): Promise<Grant> => {
  const answer = await ask('token', fields);
  if (!isAccepted(answer)) throw authorizationError(answer);
  const { access_token, refresh_token, expires_in, scope } = parsed(ZoomToken, answer.body);
  return {
    accessToken: access_token,
    accessExpiresAt: new Date(clock.now() + expires_in * 1000).toISOString(),
    refreshToken: refresh_token,
    scopes: canonicalScopes(scope),
  };
};

const PLANS = new Map([
  [1, 'basic'],
  [2, 'licensed'],
] as const);

/** Whoever is not active can neither host nor be asked: https://developers.zoom.us/docs/api/users/ */
const accountOf = ({ id, email, type, status }: z.output<typeof ZoomUser>): Account => {
  const plan = type === 1 || type === 2 ? PLANS.get(type) : undefined;
  const isInactive = status === 'inactive';
  return { key: id, label: email ?? id, ...(plan && { plan }), ...(isInactive && { isInactive }) };
};

/** Only an access token is known to be taken, and one that has ended says nothing about the grant. */
const revokeBy = async (ask: Ask, token: string): Promise<void> => {
  const answer = await ask('revoke', { token });
  if (isAccepted(answer)) return;
  const refusal = authorizationError(answer);
  throw refusal.verdict === 'final' ? new ProviderError('token', { word: refusal.word }) : refusal;
};

/** Zoom's OAuth 2.0 for user-managed apps: https://developers.zoom.us/docs/integrations/oauth/ */
export const zoomAuthorization = (deps: ZoomAuthorizationDeps): AuthorizationProvider => {
  const { credentials, clock, baseUrl } = deps;
  const origin = baseUrl ?? 'https://zoom.us';
  const ask = asking(deps, origin);
  return {
    requiredScopes: ZOOM_SCOPES,
    // No `scope`: Zoom refuses one that the app has under another name, and grants all of the app's without.
    authorizeUrl: async ({ state, codeVerifier, redirectUri }) => {
      const url = new URL(`${origin}/oauth/authorize`);
      url.search = new URLSearchParams({
        response_type: 'code',
        client_id: (await credentials()).clientId,
        redirect_uri: redirectUri,
        state,
        code_challenge: createHash('sha256').update(codeVerifier).digest('base64url'),
        code_challenge_method: 'S256',
      }).toString();
      return url.href;
    },
    // Zoom may say nothing at all of a person who declines.
    judgeRefusal: ({ error = 'access_denied' }) =>
      error === 'access_denied' ? 'access_denied' : 'provider_unavailable',
    exchange: (code, codeVerifier, redirectUri) =>
      grantBy(ask, clock, {
        grant_type: 'authorization_code',
        code,
        redirect_uri: redirectUri,
        code_verifier: codeVerifier,
      }),
    refresh: (token) => grantBy(ask, clock, { grant_type: 'refresh_token', refresh_token: token }),
    revokesBy: 'access_token',
    revoke: (token) => revokeBy(ask, token),
    identify: async (accessToken) =>
      accountOf(await askZoom({ accessToken, baseUrl }, { method: 'GET', path: '/users/me' }, ZoomUser)),
  };
};
