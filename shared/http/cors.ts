import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { readCaller } from './caller.ts';
import type { MoreHeaders } from './http-handler.ts';
import type { Route } from './route.ts';

/** Whether the pages of this origin may read what the org's users may read. */
export type AllowsOrigin = (org: string, origin: string) => Promise<boolean>;

/** Whose origins count: of whoever has signed in, or of what the public asks for; undefined = of nobody. */
export type OrgOf = (event: APIGatewayProxyEventV2) => Promise<string | undefined>;

const READABLE = 'etag, location, retry-after, idempotent-replayed, preference-applied, x-request-id';

/** Lets the product's own pages read an answer. Tokens travel in a header, so there are no credentials to allow. */
export const cors =
  (allows: AllowsOrigin, orgOf: OrgOf = async (event) => readCaller(event).org): MoreHeaders =>
  async (event) => {
    const origin = event.headers.origin;
    if (origin === undefined) return {};
    const org = await orgOf(event);
    const isAllowed = org !== undefined && (await allows(org, origin));
    if (!isAllowed) return { vary: 'Origin' };
    return {
      vary: 'Origin',
      'access-control-allow-origin': origin,
      'access-control-expose-headers': READABLE,
    };
  };

/**
 * A preflight carries no token, so it cannot tell which org asks: it is answered for every origin, and grants nothing:
 * without the header above, which is by org, a browser keeps the answer to itself.
 */
export const preflight: Route = async ({ headers }) => ({
  status: 204,
  headers: {
    vary: 'Origin',
    'access-control-allow-origin': headers.origin ?? '*',
    'access-control-allow-methods': 'GET, POST, PUT, PATCH, DELETE',
    'access-control-allow-headers':
      'authorization, content-type, idempotency-key, if-match, if-none-match, prefer',
    'access-control-max-age': '600',
  },
});
