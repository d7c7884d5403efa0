import type { Reply } from '../../../serve.ts';
import type { HttpCall } from '../../http-call.ts';
import { jsonReply } from '../../json-reply.ts';
import { parsedJson } from '../../parsed-json.ts';
import type { Account } from '../accounts.ts';
import { bearerOf } from '../bearer.ts';
import type { Caller } from '../oauth/grants.ts';
import type { World } from '../world.ts';
import { ApiRefusal, notFound, refusalReply, unauthenticated } from './api-refusal.ts';
import type { ApiAnswer, ApiRequest } from './api-request.ts';
import { type Json, toJson } from './json.ts';
import { findMethod } from './methods.ts';
import { partialResponse } from './partial-response.ts';

const ROOT = '/calendar/v3/';

const insufficientPermissions = (): ApiRefusal =>
  new ApiRefusal({
    status: 403,
    reason: 'insufficientPermissions',
    message: 'Request had insufficient authentication scopes.',
    more: {
      status: 'PERMISSION_DENIED',
      details: [
        {
          '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
          reason: 'ACCESS_TOKEN_SCOPE_INSUFFICIENT',
          domain: 'googleapis.com',
        },
      ],
    },
  });

const notACalendarUser = (): ApiRefusal =>
  new ApiRefusal({
    status: 403,
    domain: 'calendar',
    reason: 'notACalendarUser',
    message: 'The user must be signed up for Google Calendar.',
  });

/** https://developers.google.com/workspace/calendar/api/guides/errors: the API is off for the project, or its day is used up. */
const projectRefusal = (reason: 'accessNotConfigured' | 'dailyLimitExceeded'): ApiRefusal =>
  new ApiRefusal({
    status: 403,
    domain: 'usageLimits',
    reason,
    message: reason === 'dailyLimitExceeded' ? 'Daily Limit Exceeded' : 'Access Not Configured.',
  });

/** Either form is documented, and which one comes is chance. */
const rateLimitExceeded = (world: World): ApiRefusal =>
  new ApiRefusal({
    status: world.random() < 0.5 ? 403 : 429,
    domain: 'usageLimits',
    reason: 'rateLimitExceeded',
    message: 'Rate Limit Exceeded',
  });

const callerOf = (world: World, call: HttpCall): { caller: Caller; account: Account } => {
  const token = bearerOf(call);
  if (token === undefined) throw unauthenticated(true);
  const caller = world.grants.accessToken(token);
  const account = caller && world.accounts.find(caller.email);
  if (!(caller && account)) throw unauthenticated(false);
  return { caller, account };
};

/** Nobody counts a person's own clicks; a service account pays for its users unless it names them. */
const checkLimits = (world: World, call: HttpCall, caller: Caller, units: number): void => {
  if (caller.kind === 'person') return;
  const payer = caller.kind === 'delegate' ? caller.clientId : caller.email;
  const user = call.query.get('quotaUser') ?? call.header('x-goog-quota-user') ?? payer;
  if (!world.limits.allowsCall(user, units)) throw rateLimitExceeded(world);
};

const parseBody = (call: HttpCall): Json | undefined => {
  if (call.body === '') return undefined;
  const body = parsedJson(call.body);
  if (body === undefined) throw new ApiRefusal({ status: 400, reason: 'parseError', message: 'Parse Error' });
  return toJson(body);
};

const run = (world: World, call: HttpCall): ApiAnswer => {
  const { caller, account } = callerOf(world, call);
  const found = findMethod(call.method, call.path.slice(ROOT.length));
  if (!found) throw notFound();
  const { method, calendarId, eventId } = found;
  if (world.projectRefuses && caller.kind !== 'person') throw projectRefusal(world.projectRefuses);
  checkLimits(world, call, caller, method.units);
  if (!method.scopes.some((scope) => caller.scopes.includes(scope))) throw insufficientPermissions();
  if (account.calendarOff || account.isSuspended) throw notACalendarUser();
  const target = calendarId === 'primary' ? account.email : calendarId;
  if (method.isWrite && caller.kind !== 'person' && !world.limits.allowsWrite(target))
    throw rateLimitExceeded(world);
  const ifMatch = call.header('if-match');
  const request: ApiRequest = {
    account,
    caller,
    calendarId,
    eventId,
    query: call.query,
    body: parseBody(call),
    ...(ifMatch !== undefined && { ifMatch }),
  };
  return method.run(world, request);
};

const replyOf = ({ status = 200, body }: ApiAnswer, call: HttpCall): Reply => {
  if (!body) return { status };
  const etag = typeof body.etag === 'string' ? body.etag : '';
  if (call.method === 'GET' && call.header('if-none-match') === etag)
    return { status: 304, headers: { etag } };
  const shown = partialResponse(toJson(body), call.query.get('fields'));
  return jsonReply(status, shown, { ...(etag !== '' && { etag }), vary: 'Origin, X-Origin, Referer' });
};

/** Everything under /calendar/v3. */
export const calendarApi = (world: World, call: HttpCall): Reply => {
  try {
    return replyOf(run(world, call), call);
  } catch (error) {
    if (error instanceof ApiRefusal) return refusalReply(error.reason);
    throw error;
  }
};
