import { compactVerify, importSPKI } from 'jose';
import { z } from 'zod';
import type { Reply } from '../../../serve.ts';
import { jsonReply } from '../../json-reply.ts';
import { parsedJson } from '../../parsed-json.ts';
import type { World } from '../world.ts';
import { ACCESS_TOKEN_SECONDS } from './grants.ts';
import { oauthError } from './oauth-error.ts';
import { isKnownScope } from './scope-names.ts';

export const JWT_BEARER = 'urn:ietf:params:oauth:grant-type:jwt-bearer';

const claims = z.object({
  iss: z.string(),
  sub: z.string().optional(),
  scope: z.string().default(''),
  aud: z.string(),
  iat: z.number(),
  exp: z.number(),
});
type Claims = z.infer<typeof claims>;

/** Google's own address: the client library cannot be told another. */
const AUDIENCE = 'https://oauth2.googleapis.com/token';
const LONGEST_SECONDS = 3600;
const SKEW_SECONDS = 300;

const invalidGrant = (description: string): Reply => oauthError(400, 'invalid_grant', description);

const readClaims = (assertion: string): Claims | undefined => {
  const payload = Buffer.from(assertion.split('.')[1] ?? '', 'base64url').toString('utf8');
  return claims.safeParse(parsedJson(payload)).data;
};

const isSigned = async (assertion: string, publicKey: string): Promise<boolean> => {
  try {
    await compactVerify(assertion, await importSPKI(publicKey, 'RS256'), { algorithms: ['RS256'] });
    return true;
  } catch {
    return false;
  }
};

const refuseTimes = ({ iat, exp }: Claims): Reply | undefined => {
  const now = Date.now() / 1000;
  const isShort = exp > iat && exp - iat <= LONGEST_SECONDS;
  if (isShort && iat <= now + SKEW_SECONDS && exp > now - SKEW_SECONDS) return undefined;
  return invalidGrant(
    'Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. Check your iat and exp values in the JWT claim.',
  );
};

const refuseScopes = ({ delegations }: World, { iss, scope }: Claims, domain: string): Reply | undefined => {
  const asked = scope.split(' ').filter((name) => name !== '');
  if (asked.length === 0 || !asked.every(isKnownScope))
    return oauthError(400, 'invalid_scope', 'Invalid OAuth scope or ID token audience provided.');
  const allowed = delegations.scopes(iss, domain);
  if (asked.every((name) => allowed.includes(name))) return undefined;
  const description = asked.some((name) => allowed.includes(name))
    ? 'Unauthorized client or scope in request.'
    : 'Client is unauthorized to retrieve access tokens using this method, or client not authorized for any of the scopes requested.';
  return oauthError(401, 'unauthorized_client', description);
};

const refuseAssertion = async (world: World, assertion: string, read: Claims): Promise<Reply | undefined> => {
  const publicKey = world.delegations.publicKey(read.iss);
  if (publicKey === undefined) return invalidGrant('Invalid grant: account not found');
  if (!(await isSigned(assertion, publicKey))) return invalidGrant('Invalid JWT Signature.');
  if (![AUDIENCE, `${world.origin}/token`].includes(read.aud))
    return invalidGrant('Invalid JWT: Failed audience check.');
  return refuseTimes(read);
};

/** A token for a user of a domain whose admin trusts the service account: no consent, and never a refresh token. */
export const delegatedToken = async (world: World, assertion: string): Promise<Reply> => {
  const read = readClaims(assertion);
  if (!read) return invalidGrant('Invalid JWT.');
  const refusal = await refuseAssertion(world, assertion, read);
  if (refusal) return refusal;
  const account = world.accounts.find(read.sub ?? '');
  if (!account) return invalidGrant('Invalid email or User ID');
  const refused = refuseScopes(world, read, account.email.split('@')[1] ?? '');
  if (refused) return refused;
  const { email } = account;
  const token = { email, clientId: read.iss, scopes: read.scope.split(' '), kind: 'delegate' } as const;
  return jsonReply(200, {
    access_token: world.grants.issueAccessToken(token),
    expires_in: ACCESS_TOKEN_SECONDS,
    token_type: 'Bearer',
  });
};
