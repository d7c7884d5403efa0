/**
 * final: this account is over until the user reconnects · project: our own registration is refused, for everybody · tenant: the user's organization
 * refuses us, for all its accounts · ours: our request is wrong
 * gone: the thing asked for is not there · conflict: it exists already · stale: somebody changed it (412) · cursor: the change cursor is dead (410)
 * scope: a permission is missing · token: the access token was refused, a fresh one may do · throttled: slow down · transient: may work later, outcome of a write unknown
 */
export type Verdict =
  | 'final'
  | 'project'
  | 'tenant'
  | 'ours'
  | 'gone'
  | 'conflict'
  | 'stale'
  | 'cursor'
  | 'scope'
  | 'token'
  | 'throttled'
  | 'transient';

/** Why an account is over (verdict `final`), where the provider's words tell. */
export type FinalReason = 'revoked' | 'expired' | 'not_permitted' | 'account_unusable';

interface Evidence {
  readonly word: string;
  readonly reason?: FinalReason | undefined;
  readonly retryAfterSeconds?: number | undefined;
  readonly cause?: unknown;
}

/** What an adapter makes of a provider's refusal, by the provider's documented words; an unknown word is transient. */
export class ProviderError extends Error {
  readonly verdict: Verdict;
  /** The provider's own word, for logs and timelines: never a message with content. */
  readonly word: string;
  readonly reason: FinalReason | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(verdict: Verdict, evidence: Evidence) {
    super(`${verdict}: ${evidence.word}`, { cause: evidence.cause });
    this.name = 'ProviderError';
    this.verdict = verdict;
    this.word = evidence.word;
    this.reason = evidence.reason;
    this.retryAfterSeconds = evidence.retryAfterSeconds;
  }
}

const PASSING: ReadonlySet<Verdict> = new Set<Verdict>(['project', 'throttled', 'transient']);

/** Whether the same call may work later without anybody's doing: then it is waited for, and nothing is given up. */
export const isPassing = ({ verdict }: ProviderError): boolean => PASSING.has(verdict);

/** The word, whatever the provider's own is, for a calendar that can never be watched: it is read by the clock. */
export const UNWATCHABLE = 'unwatchable';
