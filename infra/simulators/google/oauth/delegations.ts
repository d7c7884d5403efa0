interface Delegation {
  readonly serviceAccount: string;
  /** PEM of the service account's key. */
  readonly publicKey: string;
  readonly domain: string;
  readonly scopes: readonly string[];
  /** An admin's word takes up to a day to reach everybody. */
  readonly validFrom: number;
}

/** Which service accounts the admins of which domains trust: https://developers.google.com/identity/protocols/oauth2/service-account#delegatingauthority */
export class Delegations {
  private readonly delegations: Delegation[] = [];

  /** The newest word on a service account and a domain counts. */
  put(delegation: Delegation): void {
    this.delegations.unshift(delegation);
  }

  publicKey(serviceAccount: string): string | undefined {
    return this.delegations.find((each) => each.serviceAccount === serviceAccount)?.publicKey;
  }

  scopes(serviceAccount: string, domain: string): readonly string[] {
    const found = this.delegations.find(
      (each) =>
        each.serviceAccount === serviceAccount && each.domain === domain && each.validFrom <= Date.now(),
    );
    return found?.scopes ?? [];
  }
}
