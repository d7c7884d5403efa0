import type { Reply } from '../../serve.ts';
import type { HttpCall } from '../http-call.ts';
import { bearerOf } from './bearer.ts';
import { calendarApi } from './calendar/api.ts';
import { control } from './control/control.ts';
import { listUsers } from './directory/list-users.ts';
import { noSuchPage } from './no-such-page.ts';
import { authorize, continueAuthorize } from './oauth/authorize.ts';
import { jwkCerts, openIdConfiguration, pemCerts } from './oauth/discovery.ts';
import { token } from './oauth/token.ts';
import { revokeToken, tokenInfo, userInfo } from './oauth/token-facts.ts';
import { calendarPage } from './ui/calendar-page.ts';
import { changeByForm } from './ui/change-by-form.ts';
import { homePage } from './ui/home-page.ts';
import type { World } from './world.ts';

type Answer = (world: World, call: HttpCall) => Reply | Promise<Reply>;

const PAGES: ReadonlyMap<string, Answer> = new Map<string, Answer>([
  ['GET /', homePage],
  ['GET /o/oauth2/v2/auth', (world, call) => authorize(world, call.query)],
  ['POST /o/oauth2/v2/auth', continueAuthorize],
]);

/** What apps call: written down, and struck by the faults on order. */
const ENDPOINTS: ReadonlyMap<string, Answer> = new Map<string, Answer>([
  ['POST /token', token],
  ['POST /revoke', revokeToken],
  ['GET /revoke', revokeToken],
  ['GET /tokeninfo', tokenInfo],
  ['POST /tokeninfo', tokenInfo],
  ['GET /v1/userinfo', userInfo],
  ['GET /admin/directory/v1/users', listUsers],
  ['GET /oauth2/v3/certs', jwkCerts],
  ['GET /oauth2/v1/certs', pemCerts],
  ['GET /.well-known/openid-configuration', ({ origin }) => openIdConfiguration(origin)],
]);

const pageFor = (call: HttpCall): Answer => {
  if (call.path.startsWith('/ui/')) return call.method === 'POST' ? changeByForm : calendarPage;
  return PAGES.get(`${call.method} ${call.path}`) ?? noSuchPage;
};

const endpointFor = (call: HttpCall): Answer | undefined =>
  call.path.startsWith('/calendar/v3/') ? calendarApi : ENDPOINTS.get(`${call.method} ${call.path}`);

const loggedEndpoint = async (world: World, call: HttpCall, endpoint: Answer): Promise<Reply> => {
  const account = world.grants.accessToken(bearerOf(call) ?? '')?.email;
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

export const route: Answer = (world, call) => {
  world.jobs.runDue();
  if (call.path.startsWith('/_control/')) return control(world, call);
  const endpoint = endpointFor(call);
  if (!endpoint) return pageFor(call)(world, call);
  const isPerson = world.grants.accessToken(bearerOf(call) ?? '')?.kind === 'person';
  return isPerson ? endpoint(world, call) : loggedEndpoint(world, call, endpoint);
};
