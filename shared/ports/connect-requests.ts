import type { ConnectLink } from '../../events/stored/connect-link.ts';
import type { ConnectRequest } from '../../events/stored/connect-request.ts';
import type { Due } from '../../events/stored/due.ts';
import type { Idempotency } from '../../events/stored/idempotency.ts';
import type { Run } from '../../events/stored/run.ts';

/** A run over many people as it begins, with what it owes. */
interface RunStart {
  readonly run: Run;
  readonly due?: Due | undefined;
  readonly idempotency?: Idempotency | undefined;
  /** UTC instant: an idempotency record older than its day gives way. */
  readonly at: string;
}

/** Requests to connect, the links that they were mailed with, and the runs that make them. All reads are consistent. */
export interface ConnectRequests {
  /** The record of another request with this idempotency key that was first; undefined = begun. */
  begin(start: RunStart): Promise<Idempotency | undefined>;
  idempotency(key: string): Promise<Idempotency | undefined>;
  read(
    org: string,
    userId: string,
    platform: ConnectRequest['platform'],
  ): Promise<ConnectRequest | undefined>;
  /** Writes if the stored version is `request.version` - 1; with it the hash of a freshly made link. False when somebody else was first. */
  put(
    request: ConnectRequest,
    link?: { readonly tokenHash: string; readonly link: ConnectLink },
  ): Promise<boolean>;
  link(tokenHash: string): Promise<ConnectLink | undefined>;
}
