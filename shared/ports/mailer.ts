/** One mail to one address. */
export interface Mail {
  /** Envelope recipient: exactly one. */
  readonly to: string;
  /** The whole message as MIME bytes. */
  readonly raw: Uint8Array;
  /** Found again in delivery events. */
  readonly tag: string;
}

/**
 * sent: accepted, with the provider's id · refused: this mail will never go · throttled: try later · unknown: it may have gone
 */
export type SendResult =
  | { readonly outcome: 'sent'; readonly messageId: string }
  | { readonly outcome: 'refused'; readonly reason: string }
  | { readonly outcome: 'throttled'; readonly retryAfterSeconds: number }
  | { readonly outcome: 'unknown'; readonly reason: string };

export interface Mailer {
  /** One attempt, never repeated inside. Throws when nothing can go until the operator repairs the account or its configuration. */
  send(mail: Mail): Promise<SendResult>;
}
