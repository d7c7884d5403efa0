import { randomBytes } from 'node:crypto';
import type { Scope } from './scopes.ts';

export interface AuthorizationCode {
  readonly userId: string;
  readonly redirectUri: string;
  readonly challenge?: { readonly method: 'S256' | 'plain'; readonly value: string };
}

/** What one user allowed the app, with the only pair of tokens that lives. */
export interface Grant {
  readonly userId: string;
  readonly scopes: readonly Scope[];
  readonly authorizedAt: number;
  readonly refreshedAt: number;
  readonly accessToken: string;
  readonly refreshToken: string;
}

/** Why a refresh token is of no use. */
export type Death = 'unknown' | 'rotated' | 'superseded' | 'revoked' | 'idle';

/** Whoever a bearer token speaks for: the app, or the person with their own hands. */
export interface Caller {
  readonly userId: string;
  readonly scopes: readonly Scope[];
  readonly kind: 'app' | 'person';
}

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const CODE_LIFE_MS = 5 * MINUTE_MS;
const ACCESS_LIFE_MS = 3600 * 1000;
const IDLE_LIFE_MS = 90 * DAY_MS;

/** Looks like a JWT, as Zoom's do, and is none. */
const secret = (): string =>
  `eyJzdiI6IjAwMDAwMSIsImFsZyI6IkhTNTEyIn0.${randomBytes(60).toString('base64url')}.${randomBytes(64).toString('base64url')}`;

/** Codes and tokens; a new pair ends the one before it, at once. */
export class Grants {
  private readonly codes = new Map<string, AuthorizationCode & { readonly expiresAt: number }>();
  private readonly grants = new Map<string, Grant>();
  private readonly dead = new Map<string, Death>();
  private readonly persons = new Map<string, Caller>();

  issueCode(code: AuthorizationCode): string {
    const name = randomBytes(24).toString('base64url');
    this.codes.set(name, { ...code, expiresAt: Date.now() + CODE_LIFE_MS });
    return name;
  }

  /** A code works once. */
  takeCode(name: string): AuthorizationCode | 'unknown' | 'expired' {
    const code = this.codes.get(name);
    this.codes.delete(name);
    if (!code) return 'unknown';
    return code.expiresAt > Date.now() ? code : 'expired';
  }

  /** The newest authorization wins: the tokens of all earlier ones die. */
  authorize(userId: string, scopes: readonly Scope[]): Grant {
    this.end(userId, 'superseded');
    return this.issue({ userId, scopes, authorizedAt: Date.now() });
  }

  rotate({ userId, scopes, authorizedAt }: Grant): Grant {
    this.end(userId, 'rotated');
    return this.issue({ userId, scopes, authorizedAt });
  }

  /** The user's consent is gone, with the codes that wait. */
  revoke(userId: string): Grant | undefined {
    for (const [name, code] of this.codes) if (code.userId === userId) this.codes.delete(name);
    return this.end(userId, 'revoked');
  }

  byRefreshToken(token: string): Grant | Death {
    const grant = [...this.grants.values()].find(({ refreshToken }) => refreshToken === token);
    if (!grant) return this.dead.get(token) ?? 'unknown';
    return grant.refreshedAt + IDLE_LIFE_MS > Date.now() ? grant : 'idle';
  }

  byAccessToken(token: string): Grant | undefined {
    return [...this.grants.values()].find(({ accessToken }) => accessToken === token);
  }

  /** `expired` for a token that would live but for its age. */
  caller(token: string): Caller | 'expired' | undefined {
    const person = this.persons.get(token);
    if (person) return person;
    const grant = this.byAccessToken(token);
    if (!grant) return undefined;
    const { userId, scopes, refreshedAt } = grant;
    return refreshedAt + ACCESS_LIFE_MS > Date.now() ? { userId, scopes, kind: 'app' } : 'expired';
  }

  personToken(userId: string, scopes: readonly Scope[]): string {
    const token = secret();
    this.persons.set(token, { userId, scopes, kind: 'person' });
    return token;
  }

  of(userId: string): Grant | undefined {
    return this.grants.get(userId);
  }

  all(): Grant[] {
    return [...this.grants.values()];
  }

  private issue(grant: Pick<Grant, 'userId' | 'scopes' | 'authorizedAt'>): Grant {
    const issued = { ...grant, refreshedAt: Date.now(), accessToken: secret(), refreshToken: secret() };
    this.grants.set(grant.userId, issued);
    return issued;
  }

  /** Remembers what the refresh token died of. */
  private end(userId: string, death: Death): Grant | undefined {
    const grant = this.grants.get(userId);
    if (grant) this.dead.set(grant.refreshToken, death);
    this.grants.delete(userId);
    return grant;
  }
}
