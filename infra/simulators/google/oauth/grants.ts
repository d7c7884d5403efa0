import { randomBytes } from 'node:crypto';

interface Issued {
  readonly email: string;
  readonly clientId: string;
  readonly scopes: readonly string[];
}

export interface AuthorizationCode extends Issued {
  readonly redirectUri: string;
  readonly isOffline: boolean;
  readonly wasConsentShown: boolean;
  readonly challenge?: { readonly method: 'S256' | 'plain'; readonly value: string };
  readonly nonce?: string;
}

interface RefreshToken extends Issued {
  readonly issuedAt: number;
  usedAt: number;
}

/** Whoever a bearer token speaks for: a user's grant to the app, an admin's to a service account, or the person. */
export interface Caller extends Issued {
  readonly kind: 'app' | 'delegate' | 'person';
}

interface AccessToken extends Caller {
  readonly expiresAt: number;
}

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const CODE_LIFE_MS = 10 * MINUTE_MS;
const TESTING_LIFE_MS = 7 * DAY_MS;
const UNUSED_LIFE_MS = 183 * DAY_MS;
const LIVE_REFRESH_TOKENS = 100;
export const ACCESS_TOKEN_SECONDS = 3599;

const secret = (prefix: string, bytes: number): string => prefix + randomBytes(bytes).toString('base64url');

/** Codes, tokens and what each account granted: https://developers.google.com/identity/protocols/oauth2#expiration */
export class Grants {
  /** A project in "Testing" loses every grant after a week. */
  isTesting = false;
  private readonly codes = new Map<string, AuthorizationCode & { readonly expiresAt: number }>();
  private readonly refreshTokens = new Map<string, RefreshToken>();
  private readonly accessTokens = new Map<string, AccessToken>();
  private readonly granted = new Map<string, Set<string>>();

  issueCode(code: AuthorizationCode): string {
    const name = secret('4/0', 48);
    this.codes.set(name, { ...code, expiresAt: Date.now() + CODE_LIFE_MS });
    return name;
  }

  /** A code works once. */
  takeCode(name: string): AuthorizationCode | undefined {
    const code = this.codes.get(name);
    this.codes.delete(name);
    return code && code.expiresAt > Date.now() ? code : undefined;
  }

  grantedTo(email: string): ReadonlySet<string> {
    return this.granted.get(email) ?? new Set();
  }

  grant(email: string, scopes: readonly string[]): void {
    this.granted.set(email, new Set([...this.grantedTo(email), ...scopes]));
  }

  issueAccessToken(caller: Caller): string {
    const token = secret('ya29.', 90);
    const expiresAt = Date.now() + ACCESS_TOKEN_SECONDS * 1000;
    this.accessTokens.set(token, { ...caller, expiresAt });
    return token;
  }

  /** The hundred-and-first pushes the oldest out, without a word. */
  issueRefreshToken({ email, clientId, scopes }: Issued): string {
    const live = [...this.refreshTokens].filter(([, each]) => each.email === email && this.isLive(each));
    for (const [token] of live.slice(0, Math.max(0, live.length - LIVE_REFRESH_TOKENS + 1)))
      this.refreshTokens.delete(token);
    const token = secret('1//0', 60);
    this.refreshTokens.set(token, { email, clientId, scopes, issuedAt: Date.now(), usedAt: Date.now() });
    return token;
  }

  useRefreshToken(token: string): Issued | undefined {
    const found = this.refreshTokens.get(token);
    if (!(found && this.isLive(found))) return undefined;
    found.usedAt = Date.now();
    return found;
  }

  accessToken(token: string): AccessToken | undefined {
    const found = this.accessTokens.get(token);
    return found && found.expiresAt > Date.now() ? found : undefined;
  }

  /** By either token; what one feature's token revokes is gone for the whole project. */
  revoke(token: string): boolean {
    const refresh = this.refreshTokens.get(token);
    const found = refresh && this.isLive(refresh) ? refresh : this.accessToken(token);
    if (!found) return false;
    this.revokeAccount(found.email);
    return true;
  }

  revokeAccount(email: string): void {
    this.granted.delete(email);
    for (const [token, each] of this.refreshTokens)
      if (each.email === email) this.refreshTokens.delete(token);
    for (const [token, each] of this.accessTokens)
      if (each.email === email && each.kind === 'app') this.accessTokens.delete(token);
    for (const [name, each] of this.codes) if (each.email === email) this.codes.delete(name);
  }

  all(): { account: string; scopes: string[]; refreshTokens: number }[] {
    return [...this.granted].map(([account, scopes]) => ({
      account,
      scopes: [...scopes],
      refreshTokens: [...this.refreshTokens.values()].filter(
        (each) => each.email === account && this.isLive(each),
      ).length,
    }));
  }

  private isLive({ issuedAt, usedAt }: RefreshToken): boolean {
    if (this.isTesting && issuedAt + TESTING_LIFE_MS <= Date.now()) return false;
    return usedAt + UNUSED_LIFE_MS > Date.now();
  }
}
