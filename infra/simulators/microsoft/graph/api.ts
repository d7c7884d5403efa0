import { randomUUID } from 'node:crypto';
import type { Reply } from '../../../serve.ts';
import { bearerOf } from '../../bearer.ts';
import type { HttpCall } from '../../http-call.ts';
import { parsedJson } from '../../parsed-json.ts';
import type { Account } from '../accounts.ts';
import type { Caller } from '../entra/grants.ts';
import type { World } from '../world.ts';
import { ApiRefusal, accessDenied, badRequest, refusalReply } from './api-refusal.ts';
import type { ApiAnswer, ApiRequest } from './api-request.ts';
import { graphHeaders } from './graph-headers.ts';
import { DEFAULT_CALENDAR, findMethod } from './methods.ts';
import { preferOf } from './prefer.ts';

const ROOT = '/v1.0/';

const unauthenticated = (message: string): ApiRefusal =>
  new ApiRefusal({ status: 401, code: 'InvalidAuthenticationToken', message });

const noMailbox = (): ApiRefusal =>
  new ApiRefusal({
    status: 404,
    code: 'MailboxNotEnabledForRESTAPI',
    message: 'The mailbox is either inactive, soft-deleted, or is hosted on-premise.',
  });

const callerOf = (world: World, call: HttpCall): { caller: Caller; account: Account } => {
  const token = bearerOf(call);
  if (token === '') throw unauthenticated('Access token is empty.');
  const caller = world.grants.accessToken(token);
  const account = caller && world.accounts.find(caller.oid);
  if (!(caller && account)) throw unauthenticated('CompactToken parsing failed with error code: 80049217');
  if (caller.expiresAt <= Date.now())
    throw unauthenticated('Lifetime validation failed, the token is expired.');
  return { caller, account };
};

const bodyOf = (call: HttpCall): unknown => {
  if (call.body === '' || call.method === 'GET') return undefined;
  if (!call.header('content-type')?.includes('json'))
    throw badRequest('RequestBodyRead', 'A media type is required: application/json.');
  const body = parsedJson(call.body);
  if (body === undefined)
    throw badRequest('UnableToDeserializePostBody', 'were unable to deserialize: the body is no JSON.');
  return body;
};

const run = (world: World, call: HttpCall): ApiAnswer | Promise<ApiAnswer> => {
  const { caller, account } = callerOf(world, call);
  const path = call.path.slice(ROOT.length);
  const found = findMethod(call.method, path);
  if (!found) throw badRequest('BadRequest', `Resource not found for the segment '${path}'.`);
  const { method, id, user } = found;
  const calendarId =
    found.calendarId === DEFAULT_CALENDAR ? world.accounts.calendar(account)?.id : found.calendarId;
  if (caller.kind === 'app') world.limits.spend(account.oid);
  if (!method.scopes.some((scope) => caller.scopes.includes(scope))) throw accessDenied();
  if (user !== undefined && world.accounts.find(user)?.oid !== account.oid) throw accessDenied();
  if (method.usesMailbox && account.mailbox === 'none') throw noMailbox();
  const request: ApiRequest = {
    account,
    caller,
    calendarId,
    id,
    path,
    query: call.query,
    body: bodyOf(call),
    prefer: preferOf(call.header('prefer')),
    ifMatch: call.header('if-match'),
  };
  return method.run(world, request);
};

const replyOf = ({ status = 200, body, headers }: ApiAnswer, call: HttpCall): Reply => ({
  status,
  headers: { ...graphHeaders(call, randomUUID()), ...headers },
  ...(body && { body: JSON.stringify(body) }),
});

/** Everything under /v1.0. */
export const graphApi = async (world: World, call: HttpCall): Promise<Reply> => {
  try {
    return replyOf(await run(world, call), call);
  } catch (error) {
    if (error instanceof ApiRefusal) return refusalReply(call, error.reason);
    throw error;
  }
};
