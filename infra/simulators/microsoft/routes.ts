import type { Reply } from '../../serve.ts';
import { bearerOf } from '../bearer.ts';
import type { HttpCall } from '../http-call.ts';
import { control } from './control/control.ts';
import { ADMIN_CONSENT, adminConsent, continueAdminConsent } from './entra/admin-consent.ts';
import { authorize, continueAuthorize } from './entra/authorize.ts';
import { keys, openIdConfiguration } from './entra/discovery.ts';
import { token } from './entra/token.ts';
import { graphApi } from './graph/api.ts';
import { answerBatch } from './graph/batch.ts';
import { throttled } from './graph/throttled.ts';
import { noSuchPage } from './no-such-page.ts';
import { calendarPage } from './ui/calendar-page.ts';
import { changeByForm } from './ui/change-by-form.ts';
import { homePage } from './ui/home-page.ts';
import type { World } from './world.ts';

type Answer = (world: World, call: HttpCall) => Reply | Promise<Reply>;
type Way = readonly [verb: string, path: RegExp, answer: Answer];

const PAGES: readonly Way[] = [
  ['GET', /^\/$/, homePage],
  ['GET', /^\/[^/]+\/oauth2\/v2\.0\/authorize$/, authorize],
  ['POST', /^\/[^/]+\/oauth2\/v2\.0\/authorize$/, continueAuthorize],
  ['GET', /^\/ui\//, calendarPage],
  ['POST', /^\/ui\//, changeByForm],
  ['GET', ADMIN_CONSENT, adminConsent],
  ['POST', ADMIN_CONSENT, continueAdminConsent],
];

/** What apps call: written down, and struck by the faults on order. */
const ENDPOINTS: readonly Way[] = [
  ['POST', /^\/[^/]+\/oauth2\/v2\.0\/token$/, token],
  ['GET', /^\/[^/]+\/v2\.0\/\.well-known\/openid-configuration$/, openIdConfiguration],
  ['GET', /^\/[^/]+\/discovery\/v2\.0\/keys$/, keys],
];

const found = (ways: readonly Way[], { method, path }: HttpCall): Answer | undefined =>
  ways.find(([verb, pattern]) => verb === method && pattern.test(path))?.[2];

const loggedEndpoint = async (world: World, call: HttpCall, endpoint: Answer): Promise<Reply> => {
  const caller = world.grants.accessToken(bearerOf(call));
  const account = caller && world.accounts.find(caller.oid)?.email;
  const reply = await throttled(world, call, () =>
    world.faults.meet(call, async () => endpoint(world, call)),
  );
  world.calls.add({
    method: call.method,
    path: call.path,
    query: call.query.toString(),
    status: reply.cut ? 0 : reply.status,
    ...(account !== undefined && { account }),
  });
  return reply;
};

const endpointFor = (call: HttpCall): Answer | undefined =>
  call.path.startsWith('/v1.0/') ? graphApi : found(ENDPOINTS, call);

const callEndpoint = (world: World, call: HttpCall, endpoint: Answer): Reply | Promise<Reply> => {
  const isPerson = world.grants.accessToken(bearerOf(call))?.kind === 'person';
  return isPerson ? endpoint(world, call) : loggedEndpoint(world, call, endpoint);
};

export const route: Answer = (world, call) => {
  world.jobs.runDue();
  if (call.path.startsWith('/_control/')) return control(world, call);
  // Its items are calls of their own: they are written down, struck and counted one by one.
  if (call.method === 'POST' && call.path === '/v1.0/$batch')
    return answerBatch(world, call, async (inner) => callEndpoint(world, inner, graphApi));
  const endpoint = endpointFor(call);
  if (!endpoint) return (found(PAGES, call) ?? noSuchPage)(world, call);
  return callEndpoint(world, call, endpoint);
};
