import type { Role } from '../../events/stored/person.ts';

/** Who asks, as their token says; `userId` is the internal user id. */
export interface Caller {
  readonly userId: string;
  readonly org: string;
  readonly role: Role;
  readonly email: string;
  readonly name: string;
  /** The product's backend: it consents for nobody. */
  readonly isService?: boolean;
}

/** A parsed request: nothing in it has to be checked for shape again. */
export interface Request<P, Q, B> {
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  /** Found in logs, problems and mails, and carried through every queue. */
  readonly requestId: string;
  readonly routeKey: string;
  readonly ip: string;
  readonly accept: string;
  /** What the browser prefers; a person's own language is on their profile. */
  readonly acceptLanguage: string;
  readonly ifMatch: string | undefined;
  readonly ifNoneMatch: string | undefined;
  readonly idempotencyKey: string | undefined;
  /** `Prefer: wait=N`, at most 10. */
  readonly waitSeconds: number;
}

export interface SignedInRequest<P, Q, B> extends Request<P, Q, B> {
  readonly caller: Caller;
}
