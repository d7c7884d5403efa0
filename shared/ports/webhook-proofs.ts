/** A webhook as it arrived: the header fields, and the very bytes of its body. */
export interface SignedWebhook {
  readonly signature: string;
  /** Seconds since 1970, as text. */
  readonly timestamp: string;
  readonly body: Uint8Array;
}

export interface WebhookProof {
  /** How long ago it was signed: what is tried again comes late. */
  readonly ageSeconds: number;
  /** Whether the app that it names is ours. */
  isOurs(clientId: string): boolean;
  /** The answer that proves to the sender that we know the secret with which it signed. */
  answer(challenge: string): Readonly<Record<string, string>> | undefined;
}

/** Proofs of origin of webhooks that are signed with a secret of the app's. */
export interface WebhookProofs {
  /** Undefined: not signed by the provider for this app within the last 24 hours. Throws when the secrets cannot be had. */
  prove(webhook: SignedWebhook): Promise<WebhookProof | undefined>;
}
