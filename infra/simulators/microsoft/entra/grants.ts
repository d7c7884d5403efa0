import { randomBytes } from 'node:crypto';

interface Issued {
  readonly oid: string;
  readonly clientId: string;
  readonly scopes: readonly string[];
}

export interface AuthorizationCode extends Issued {
  readonly redirectUri: string;
  /** `common`, `organizations`, `consumers` or a tenant: a code is redeemed where it was asked for. */
  readonly segment: string;
  readonly challenge?: { readonly method: 'S256' | 'plain'; readonly value: string };
  readonly nonce?: string;
}

/** Numbers of AADSTS that tell why a refresh token is dead. */
export type Death = 65001 | 50173 | 700082 | 70000 | 50057 | 50076 | 53003;

interface RefreshToken extends Issued {
  readonly issuedAt: number;
  deadBy?: Death;
}

/** Whoever a bearer token speaks for: the app by a user's consent, or the person. */
export interface Caller extends Issued {
  readonly kind: 'app' | 'person';
}

interface AccessToken extends Caller {
  readonly expiresAt: number;
}

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const CODE_LIFE_MS = 10 * MINUTE_MS;
const REFRESH_LIFE_MS = 90 * DAY_MS;
export const ACCESS_TOKEN_SECONDS = 3599;

const secret = (prefix: string, bytes: number): string => prefix + randomBytes(bytes).toString('base64url');

/** Codes, tokens and what each person consented to: https://learn.microsoft.com/en-us/entra/identity-platform/refresh-tokens */
export class Grants {
  private readonly codes = new Map<string, { code: AuthorizationCode; expiresAt: number; isUsed: boolean }>();
  private readonly refreshTokens = new Map<string, RefreshToken>();
  private readonly accessTokens = new Map<string, AccessToken>();
  private readonly consented = new Map<string, Set<string>>();

  issueCode(code: AuthorizationCode): string {
    const name = secret('1.', 120);
    this.codes.set(name, { code, expiresAt: Date.now() + CODE_LIFE_MS, isUsed: false });
    return name;
  }

  /** A code works once; otherwise the number that says why not. */
  takeCode(name: string): AuthorizationCode | 54005 | 70008 | 70000 {
    const found = this.codes.get(name);
    if (!found) return 70000;
    if (found.isUsed) return 54005;
    found.isUsed = true;
    return found.expiresAt > Date.now() ? found.code : 70008;
  }

  consentOf(oid: string): ReadonlySet<string> {
    return this.consented.get(oid) ?? new Set();
  }

  consent(oid: string, scopes: readonly string[]): void {
    this.consented.set(oid, new Set([...this.consentOf(oid), ...scopes]));
  }

  withdrawConsent(oid: string): void {
    this.consented.delete(oid);
  }

  issueAccessToken(caller: Caller, isPersonal: boolean): string {
    const token = isPersonal ? secret('EwB', 200) : secret('eyJ0eXAiOiJKV1Qi.', 200);
    this.accessTokens.set(token, { ...caller, expiresAt: Date.now() + ACCESS_TOKEN_SECONDS * 1000 });
    return token;
  }

  /** Beside the old ones, which live on until their own end. */
  issueRefreshToken({ oid, clientId, scopes }: Issued): string {
    const token = secret('1.AX', 160);
    this.refreshTokens.set(token, { oid, clientId, scopes, issuedAt: Date.now() });
    return token;
  }

  useRefreshToken(token: string): Issued | Death {
    const found = this.refreshTokens.get(token);
    if (!found) return 70000;
    if (found.deadBy !== undefined) return found.deadBy;
    return found.issuedAt + REFRESH_LIFE_MS > Date.now() ? found : 700082;
  }

  /** Access tokens live on until they expire. */
  killRefreshTokens(oid: string, deadBy: Death): void {
    for (const each of this.refreshTokens.values()) if (each.oid === oid) each.deadBy ??= deadBy;
  }

  accessToken(token: string): AccessToken | undefined {
    return this.accessTokens.get(token);
  }

  all(): { oid: string; consented: string[]; refreshTokens: number }[] {
    const oids = new Set([
      ...this.consented.keys(),
      ...[...this.refreshTokens.values()].map(({ oid }) => oid),
    ]);
    return [...oids].map((oid) => ({
      oid,
      consented: [...this.consentOf(oid)],
      refreshTokens: [...this.refreshTokens.values()].filter(
        (each) =>
          each.oid === oid && each.deadBy === undefined && each.issuedAt + REFRESH_LIFE_MS > Date.now(),
      ).length,
    }));
  }
}
