import type { Reply } from '../../../serve.ts';
import { bearerOf } from '../../bearer.ts';
import type { HttpCall } from '../../http-call.ts';
import { parsedJson } from '../../parsed-json.ts';
import { longJson } from '../long-json.ts';
import type { Caller } from '../oauth/grants.ts';
import type { User } from '../users.ts';
import type { World } from '../world.ts';
import { ApiRefusal, invalidToken, noSuchUser, refusalReply, refused } from './api-refusal.ts';
import type { ApiAnswer } from './api-request.ts';
import { type Endpoint, findEndpoint } from './endpoints.ts';

const callerOf = ({ grants, users }: World, call: HttpCall): { caller: Caller; user: User } => {
  const caller = grants.caller(bearerOf(call));
  if (caller === undefined || caller === 'expired') throw invalidToken(caller === 'expired');
  const user = users.find(caller.userId);
  if (!user) throw invalidToken(false);
  if (user.status === 'deleted') throw noSuchUser(user.id);
  return { caller, user };
};

const checkScope = ({ scopes }: Caller, { scope }: Endpoint): void => {
  if (!scopes.includes(scope))
    throw refused(4711, `Invalid access token, does not contain scopes:[${scope}, ${scope}:admin].`);
};

/** Letter for letter, and nobody but the caller: the app is a user's, not an admin's. */
const checkUser = ({ id, email }: User, { namesUser }: Endpoint, [param = '']: readonly string[]): void => {
  const name = decodeURIComponent(param);
  if (namesUser && name !== 'me' && name !== id && name !== email) throw noSuchUser(name);
};

const checkHosting = ({ status }: User, { isHosting }: Endpoint): void => {
  if (isHosting && status !== 'active')
    throw refused(3161, 'Meeting hosting and scheduling capabilities are not allowed for your user account.');
};

const run = (world: World, call: HttpCall): { answer: ApiAnswer; headers: Record<string, string> } => {
  const { caller, user } = callerOf(world, call);
  const found = findEndpoint(call.method, call.path);
  if (!found)
    throw new ApiRefusal({ status: 404, code: 2300, message: 'This API endpoint is not recognized.' });
  const { endpoint, params } = found;
  checkScope(caller, endpoint);
  const isApp = caller.kind === 'app';
  const headers = isApp ? world.limits.spend(user.accountId, endpoint.label) : {};
  checkUser(user, endpoint, params);
  checkHosting(user, endpoint);
  if (isApp && endpoint.isCounted) world.limits.spendWrite(user.id);
  const body = parsedJson(call.body);
  return { answer: endpoint.run(world, { caller, user, params, query: call.query, body }), headers };
};

const replyOf = ({ status, body }: ApiAnswer, headers: Record<string, string>): Reply =>
  body === undefined
    ? { status, headers }
    : {
        status,
        headers: { 'content-type': 'application/json;charset=UTF-8', ...headers },
        body: longJson(body),
      };

/** Everything under /v2. */
export const zoomApi = (world: World, call: HttpCall): Reply => {
  try {
    const { answer, headers } = run(world, call);
    return replyOf(answer, headers);
  } catch (error) {
    if (error instanceof ApiRefusal) return refusalReply(error.reason);
    throw error;
  }
};
