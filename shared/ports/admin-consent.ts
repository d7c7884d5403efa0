interface ConsentRequest {
  readonly state: string;
  readonly redirectUri: string;
  /** The organization's id or domain; without it the one that the administrator signs in to. */
  readonly tenant?: string | undefined;
  /** The key of an account in it, which tells the organization as well. */
  readonly account?: string | undefined;
}

/** Where an administrator approves the app for all of an organization. */
export interface AdminConsent {
  adminConsentUrl(request: ConsentRequest): Promise<string>;
}
