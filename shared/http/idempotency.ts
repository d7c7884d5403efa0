import { createHash } from 'node:crypto';
import type { Idempotency } from '../../events/stored/idempotency.ts';
import { HubError } from '../errors.ts';
import type { Clock } from '../ports/clock.ts';
import type { Request, SignedInRequest } from './request.ts';

const DAY_MS = 24 * 3600 * 1000;

const hash = (value: unknown): string =>
  createHash('sha256').update(JSON.stringify(value)).digest('base64url');

type Repeatable = Pick<Request<unknown, unknown, unknown>, 'routeKey' | 'idempotencyKey' | 'body'>;

/** The same for whoever is named so: guests sign in nowhere. */
export const recordOf = (
  caller: readonly string[],
  { routeKey, idempotencyKey, body }: Repeatable,
  resource: string,
  now: number,
): Idempotency | undefined =>
  idempotencyKey === undefined
    ? undefined
    : {
        v: 1,
        key: hash([...caller, routeKey, idempotencyKey]),
        bodyHash: hash(body),
        resource,
        expiresAt: new Date(now + DAY_MS).toISOString(),
      };

/** The record of a request with an Idempotency-Key: one key of one caller and route names one effect for a day. */
export const idempotencyOf = (
  { caller, ...request }: SignedInRequest<unknown, unknown, unknown>,
  resource: string,
  now: number,
): Idempotency | undefined => recordOf([caller.org, caller.userId], request, resource, now);

/** Throws `idempotency_key_reused` when the key was spent on another body. */
export const assertSameRequest = (wanted: Idempotency, first: Idempotency): void => {
  if (wanted.bodyHash !== first.bodyHash)
    throw new HubError('idempotency_key_reused', {
      detail:
        'This Idempotency-Key was used with another body within 24 hours: use a new key for a new request.',
    });
};

interface Records {
  /** Consistent. */
  idempotency(key: string): Promise<Idempotency | undefined>;
}

/** The resource that this very request has made before; undefined when it has not. */
export const madeBefore =
  ({ records, clock }: { readonly records: Records; readonly clock: Clock }) =>
  async (wanted: Idempotency | undefined): Promise<string | undefined> => {
    const first = wanted && (await records.idempotency(wanted.key));
    if (!(wanted && first) || Date.parse(first.expiresAt) <= clock.now()) return undefined;
    assertSameRequest(wanted, first);
    return first.resource;
  };
