interface AuthorizeRequest {
  readonly state: string;
  readonly codeVerifier: string;
  readonly redirectUri: string;
  /** Preselects an account; never enforces it. */
  readonly loginHint?: string;
  /** Asks only for these of the required scopes, where what was granted before comes along. */
  readonly onlyScopes?: readonly string[];
}

export interface Grant {
  readonly accessToken: string;
  readonly accessExpiresAt: string;
  /** Absent when the provider did not hand out one. */
  readonly refreshToken: string | undefined;
  /** What was really granted, in the provider's canonical spelling. */
  readonly scopes: readonly string[];
  /** Whose consent it was, where only the sign-in itself tells. */
  readonly accountKey?: string;
}

export interface Account {
  /** The provider's stable account id, never an address. */
  readonly key: string;
  readonly label: string;
  /** What it is licensed for, where that decides what it can do. */
  readonly plan?: 'basic' | 'licensed';
  /** It is switched off at its company: nothing can be done with it. */
  readonly isInactive?: boolean;
}

/** What a provider says in place of a code to whom it sends back: its words, as they came. */
export interface ConsentRefusal {
  readonly error?: string | undefined;
  readonly error_description?: string | undefined;
}

/** Why somebody came back without a code. */
export type Unconsented =
  | 'access_denied'
  | 'needs_admin_approval'
  | 'account_unusable'
  | 'provider_unavailable';

/** The OAuth side of a provider. Every method throws ProviderError, `authorizeUrl` only `project`: nobody could come back from there. */
export interface AuthorizationProvider {
  /** Everything that is asked for, each explained in one line; without an optional one most things still work. */
  readonly requiredScopes: readonly {
    readonly scope: string;
    readonly id: string;
    readonly text: string;
    readonly optional?: boolean;
  }[];
  authorizeUrl(request: AuthorizeRequest): Promise<string>;
  /** Judges coming back without a code; throws never. */
  judgeRefusal(refusal: ConsentRefusal): Unconsented;
  exchange(code: string, codeVerifier: string, redirectUri: string): Promise<Grant>;
  refresh(refreshToken: string): Promise<Grant>;
  /** Which token of a grant gives it back; with `nothing` only its user can end it, at the provider. */
  readonly revokesBy: 'refresh_token' | 'access_token' | 'nothing';
  /** Idempotent: a grant that is dead is given back. Verdict `token` where only the access token may be, and a fresh one may do. */
  revoke(token: string): Promise<void>;
  /** `accountKey` as the sign-in told it, where it did. Verdict `final` for an account that can never be used. */
  identify(accessToken: string, accountKey?: string): Promise<Account>;
}
