import type { APIGatewayProxyEventV2, APIGatewayProxyEventV2WithJWTAuthorizer } from 'aws-lambda';
import * as z from 'zod';
import { emailAddress, line, orgId, userId } from '../../events/fields.ts';
import { Role } from '../../events/stored/person.ts';
import { HubError } from '../errors.ts';
import type { Caller } from './request.ts';

/** The product's own backend, not a person. */
const SERVICE_SCOPE = 'hub.service';

const Claims = z.object({
  sub: userId,
  org: orgId,
  role: Role.catch('member'),
  email: emailAddress,
  name: line(200).optional(),
  /** Parted by spaces. */
  scope: z.string().catch(''),
});

const claimsOf = (event: APIGatewayProxyEventV2 | APIGatewayProxyEventV2WithJWTAuthorizer): unknown =>
  'authorizer' in event.requestContext ? event.requestContext.authorizer.jwt.claims : undefined;

/** The gateway has checked the token; here its claims are read. */
export const readCaller = (event: APIGatewayProxyEventV2): Caller => {
  const claims = Claims.safeParse(claimsOf(event));
  if (!claims.success)
    throw new HubError('unauthorized', {
      detail: 'The token lacks one of the claims sub, org and email, or one is malformed.',
    });
  const { sub, org, role, email, name, scope } = claims.data;
  const isService = scope.split(' ').includes(SERVICE_SCOPE);
  // Silently acting as somebody else than was asked for would be worse than not acting.
  if (event.headers['x-on-behalf-of'] !== undefined)
    throw new HubError('forbidden', { detail: 'Acting on behalf of users is not available here.' });
  return { userId: sub, org, role, email, name: name ?? email, ...(isService && { isService }) };
};
