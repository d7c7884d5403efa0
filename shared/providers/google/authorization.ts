import { createHash } from 'node:crypto';
import { CodeChallengeMethod, OAuth2Client } from 'google-auth-library';
import { GoogleToken } from '../../../events/provider/google/token.ts';
import { GoogleUserinfo } from '../../../events/provider/google/userinfo.ts';
import type { AuthorizationProvider, Grant } from '../../ports/authorization-provider.ts';
import { ProviderError } from '../../ports/provider-error.ts';
import { authorizationError } from './authorization-error.ts';
import { builtInFetch } from './built-in-fetch.ts';
import { canonicalScopes, GOOGLE_SCOPES } from './scopes.ts';

interface Credentials {
  readonly clientId: string;
  readonly clientSecret: string;
}

interface GoogleAuthorizationDeps {
  readonly credentials: () => Promise<Credentials>;
  /** One origin that stands in for all of Google's hosts. */
  readonly baseUrl?: string | undefined;
}

const TIMEOUT_MS = 10_000;

const endpointsAt = (origin: string) => ({
  oauth2AuthBaseUrl: `${origin}/o/oauth2/v2/auth`,
  oauth2TokenUrl: `${origin}/token`,
  oauth2RevokeUrl: `${origin}/revoke`,
});

const grantOf = (tokens: unknown): Grant => {
  const { access_token, expiry_date, refresh_token, scope } = GoogleToken.parse(tokens);
  return {
    accessToken: access_token,
    accessExpiresAt: new Date(expiry_date).toISOString(),
    refreshToken: refresh_token ?? undefined,
    scopes: canonicalScopes(scope),
  };
};

const judged = async <T>(ask: () => Promise<T>): Promise<T> => {
  try {
    return await ask();
  } catch (error) {
    throw authorizationError(error);
  }
};

/** A token that Google no longer knows is revoked. */
const isDead = (error: unknown): boolean =>
  error instanceof ProviderError && (error.word === 'invalid_token' || error.verdict === 'final');

type ClientFor = (redirectUri?: string) => Promise<OAuth2Client>;

const authorizeUrl =
  (clientFor: ClientFor): AuthorizationProvider['authorizeUrl'] =>
  async ({ state, codeVerifier, redirectUri, loginHint, onlyScopes }) => {
    const asked = GOOGLE_SCOPES.map(({ scope }) => scope).filter(
      (scope) => onlyScopes?.includes(scope) ?? true,
    );
    return (await clientFor(redirectUri)).generateAuthUrl({
      access_type: 'offline',
      // Without the consent page there is no refresh token.
      prompt: 'select_account consent',
      include_granted_scopes: true,
      scope: ['openid', 'email', ...asked],
      state,
      code_challenge: createHash('sha256').update(codeVerifier).digest('base64url'),
      code_challenge_method: CodeChallengeMethod.S256,
      ...(loginHint !== undefined && { login_hint: loginHint }),
    });
  };

const identify =
  (clientFor: ClientFor, origin: string): AuthorizationProvider['identify'] =>
  (accessToken) =>
    judged(async () => {
      const { transporter } = await clientFor();
      const headers = { authorization: `Bearer ${accessToken}` };
      const { data } = await transporter.request({ url: `${origin}/v1/userinfo`, headers });
      const { sub, email } = GoogleUserinfo.parse(data);
      return { key: sub, label: email ?? sub };
    });

const revoke =
  (clientFor: ClientFor): AuthorizationProvider['revoke'] =>
  async (token) => {
    try {
      await judged(async () => (await clientFor()).revokeToken(token));
    } catch (error) {
      if (!isDead(error)) throw error;
    }
  };

/** Google's OAuth 2.0 for web servers: https://developers.google.com/identity/protocols/oauth2/web-server */
export const googleAuthorization = ({
  credentials,
  baseUrl,
}: GoogleAuthorizationDeps): AuthorizationProvider => {
  // A client holds one person's tokens, so every call has its own.
  const clientFor: ClientFor = async (redirectUri) =>
    new OAuth2Client({
      ...(await credentials()),
      ...(redirectUri !== undefined && { redirectUri }),
      ...(baseUrl !== undefined && { endpoints: endpointsAt(baseUrl) }),
      // The library repeats refused calls itself: the signal bounds them all together.
      transporterOptions: { fetchImplementation: builtInFetch, signal: AbortSignal.timeout(TIMEOUT_MS) },
    });
  return {
    requiredScopes: GOOGLE_SCOPES,
    authorizeUrl: authorizeUrl(clientFor),
    judgeRefusal: ({ error }) => (error === 'access_denied' ? 'access_denied' : 'provider_unavailable'),
    exchange: (code, codeVerifier, redirectUri) =>
      judged(async () =>
        grantOf((await (await clientFor(redirectUri)).getToken({ code, codeVerifier })).tokens),
      ),
    refresh: (refreshToken) =>
      judged(async () => {
        const client = await clientFor();
        client.setCredentials({ refresh_token: refreshToken });
        return grantOf((await client.refreshAccessToken()).credentials);
      }),
    revokesBy: 'refresh_token',
    revoke: revoke(clientFor),
    identify: identify(clientFor, baseUrl ?? 'https://openidconnect.googleapis.com'),
  };
};
