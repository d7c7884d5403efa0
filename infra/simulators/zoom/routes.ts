import type { Reply } from '../../serve.ts';
import { bearerOf } from '../bearer.ts';
import type { HttpCall } from '../http-call.ts';
import { zoomApi } from './api/api.ts';
import { control } from './control/control.ts';
import { noSuchPage } from './no-such-page.ts';
import { authorize, continueAuthorize, install } from './oauth/authorize.ts';
import { revokeToken } from './oauth/revoke-token.ts';
import { token } from './oauth/token.ts';
import { changeByForm } from './ui/change-by-form.ts';
import { homePage } from './ui/home-page.ts';
import { joinPage } from './ui/join-page.ts';
import { meetingsPage } from './ui/meetings-page.ts';
import type { World } from './world.ts';

type Answer = (world: World, call: HttpCall) => Reply | Promise<Reply>;

const PAGES: ReadonlyMap<string, Answer> = new Map<string, Answer>([
  ['GET /', homePage],
  ['GET /oauth/authorize', authorize],
  ['POST /oauth/authorize', continueAuthorize],
  ['GET /marketplace/install', install],
]);

/** What apps call: written down, and struck by the faults on order. */
const ENDPOINTS: ReadonlyMap<string, Answer> = new Map<string, Answer>([
  ['POST /oauth/token', token],
  ['POST /oauth/revoke', revokeToken],
]);

const pageFor = (call: HttpCall): Answer => {
  if (call.path.startsWith('/ui/')) return call.method === 'POST' ? changeByForm : meetingsPage;
  if (/^\/[jw]\/\d+$/.test(call.path)) return joinPage;
  return PAGES.get(`${call.method} ${call.path}`) ?? noSuchPage;
};

const endpointFor = (call: HttpCall): Answer | undefined =>
  call.path.startsWith('/v2/') ? zoomApi : ENDPOINTS.get(`${call.method} ${call.path}`);

const loggedEndpoint = async (world: World, call: HttpCall, endpoint: Answer): Promise<Reply> => {
  const caller = world.grants.byAccessToken(bearerOf(call));
  const account = caller && world.users.find(caller.userId)?.email;
  const reply = await world.faults.meet(call, async () => endpoint(world, call));
  world.calls.add({
    method: call.method,
    path: call.path,
    query: call.query.toString(),
    status: reply.cut ? 0 : reply.status,
    ...(account !== undefined && { account }),
  });
  return reply;
};

const isPerson = ({ grants }: World, call: HttpCall): boolean => {
  const caller = grants.caller(bearerOf(call));
  return typeof caller === 'object' && caller.kind === 'person';
};

export const route: Answer = (world, call) => {
  world.jobs.runDue();
  if (call.path.startsWith('/_control/')) return control(world, call);
  const endpoint = endpointFor(call);
  if (!endpoint) return pageFor(call)(world, call);
  return isPerson(world, call) ? endpoint(world, call) : loggedEndpoint(world, call, endpoint);
};
