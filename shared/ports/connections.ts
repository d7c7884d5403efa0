import type { AccountClaim } from '../../events/stored/account-claim.ts';
import type { AccountRegister } from '../../events/stored/account-register.ts';
import type { ApprovalWait } from '../../events/stored/approval-wait.ts';
import type { Connection } from '../../events/stored/connection.ts';
import type { Due } from '../../events/stored/due.ts';
import type { Feed } from '../../events/stored/feed.ts';
import type { Idempotency } from '../../events/stored/idempotency.ts';
import type { OauthAttempt } from '../../events/stored/oauth-attempt.ts';
import type { Refusal } from '../../events/stored/refusal.ts';
import type { Run } from '../../events/stored/run.ts';
import type { Transition } from '../../events/stored/transition.ts';

/** Everything that becomes true together when a connection changes. Absent members stay as they are. */
export interface ConnectionCommit {
  /** Written if the stored version is `connection.version` - 1 (1 = must not exist). */
  readonly connection?: Connection;
  /** Further ones, each likewise. */
  readonly connections?: readonly Connection[];
  readonly removeConnection?: Connection;
  /** Taken if free, already this connection's, or kept for its user; also if it was kept for another for too long. */
  readonly claim?: AccountClaim;
  readonly releaseClaim?: AccountClaim;
  /** Becomes `to` if it still is `from`. */
  readonly transferClaim?: { readonly from: AccountClaim; readonly to: AccountClaim };
  /** Each written if the stored version is its own - 1. */
  readonly feeds?: readonly Feed[];
  readonly attempt?: OauthAttempt;
  readonly removeAttempt?: OauthAttempt;
  /** Replaces an earlier one, and whatever the earlier one had its user wait for. */
  readonly refusal?: Refusal;
  /** What its user waits for from now on; only with a refusal. */
  readonly awaits?: ApprovalWait;
  /** Over, with the refusals behind them: each must be as it was read. */
  readonly approved?: readonly ApprovalWait[];
  readonly removeRefusal?: Pick<Refusal, 'org' | 'userId' | 'provider'>;
  /** Takes the open requests to connect of this user away. */
  readonly answerRequests?: Pick<Connection, 'org' | 'userId'>;
  /** Written if the stored version is `register.version` - 1: no other account has been added meanwhile. */
  readonly register?: AccountRegister;
  readonly run?: Run;
  readonly due?: readonly Due[];
  readonly removeDue?: readonly Pick<Due, 'kind' | 'owner'>[];
  readonly transition?: Transition;
  /** Taken if its key is free, or if what holds it has expired at this UTC instant. */
  readonly idempotency?: { readonly record: Idempotency; readonly at: string } | undefined;
}

export type ConnectionCommitResult =
  | { readonly outcome: 'committed' }
  | { readonly outcome: 'stale' }
  /** Another request with this idempotency key was first. */
  | { readonly outcome: 'replayed'; readonly idempotency: Idempotency }
  /** The account is another user's. */
  | { readonly outcome: 'claimed'; readonly claim: AccountClaim };

/** A connection as lists of the whole org know it. */
export type ConnectionSummary = Pick<Connection, 'id' | 'userId' | 'state' | 'platforms'>;

/** Connections, account claims, OAuth attempts and runs. All reads are consistent. */
export interface Connections {
  read(org: string, userId: string, connectionId: string): Promise<Connection | undefined>;
  ofUser(org: string, userId: string): Promise<readonly Connection[]>;
  ofUsers(org: string, userIds: readonly string[]): Promise<readonly Connection[]>;
  /** All of an org, for counts and filters; may lag by a moment. */
  summaries(org: string): Promise<readonly ConnectionSummary[]>;
  /** Why the user's last tries came to nothing, as far as it is not overtaken. */
  refusals(org: string, userId: string): Promise<readonly Refusal[]>;
  /** Everybody of an org who waits for an administrator at the provider. */
  awaiting(org: string, provider: Refusal['provider']): Promise<readonly ApprovalWait[]>;
  /** Version 0 before the first account. */
  register(org: string, userId: string): Promise<AccountRegister>;
  /** Of Zoom whichever org's it is: `claim.org` says. */
  claim(provider: Connection['provider'], org: string, accountKey: string): Promise<AccountClaim | undefined>;
  /** Whether any other org's live claim names this account: then the provider's revoke is skipped. */
  claimedElsewhere(provider: Connection['provider'], org: string, accountKey: string): Promise<boolean>;
  commit(change: ConnectionCommit): Promise<ConnectionCommitResult>;
  /** By attempt id. */
  attempt(id: string): Promise<OauthAttempt | undefined>;
  run(org: string, id: string): Promise<Run | undefined>;
  putRun(run: Run): Promise<boolean>;
}
