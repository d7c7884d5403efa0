import { IntegrationActionBody, IntegrationActionParams } from '../../events/http/act-on-integrations.ts';
import type { Run } from '../../events/stored/run.ts';
import type { Begun, ManyDeps, ManyOrder } from '../../shared/connections/act-on-many.ts';
import { askToConnect } from '../../shared/connections/ask-to-connect.ts';
import { removeForMany } from '../../shared/connections/remove-for-many.ts';
import { runReply } from '../../shared/connections/run-reply.ts';
import { HubError } from '../../shared/errors.ts';
import { assertSameRequest, idempotencyOf, madeBefore } from '../../shared/http/idempotency.ts';
import type { Reply } from '../../shared/http/reply.ts';
import { requireAdmin } from '../../shared/http/require-admin.ts';
import { route } from '../../shared/http/route.ts';
import { meetPerson } from '../../shared/people/meet-person.ts';
import { syncForMany } from '../../shared/sync/sync-for-many.ts';
import type { AdminDeps } from './admin-deps.ts';

type Deps = AdminDeps & ManyDeps;

const accepted = (run: Run, headers: Reply['headers'] = {}): Reply => ({
  status: 202,
  body: { run: runReply(run) },
  headers: { location: `/v1/runs/${run.id}`, ...headers },
});

const replay = async (deps: Deps, org: string, runId: string): Promise<Reply> => {
  const run = await deps.connections.run(org, runId);
  if (run === undefined) throw new HubError('not_found', { detail: 'This run is not kept any more.' });
  return accepted(run, { 'idempotent-replayed': 'true' });
};

const begin = (deps: Deps, order: ManyOrder): Promise<Begun> => {
  const { action } = order;
  if (action === 'sync') return syncForMany(deps)(order);
  return action === 'remove' ? removeForMany(deps)(order) : askToConnect(deps)({ ...order, action });
};

const begun = async (deps: Deps, order: ManyOrder): Promise<Reply> => {
  const answer = await begin(deps, order);
  if ('run' in answer) return accepted(answer.run);
  if (order.idempotency) assertSameRequest(order.idempotency, answer.first);
  return replay(deps, order.org, answer.first.resource);
};

/** `POST /v1/admin/integrations/{action}`: nobody consents for somebody else, so adding is asking. */
export const actOnIntegrations = (deps: Deps) =>
  route({ params: IntegrationActionParams, body: IntegrationActionBody }, async (request) => {
    const { caller, params, body, requestId: trace } = request;
    requireAdmin(caller);
    const { org, userId: by } = caller;
    const runId = deps.ids.next('run');
    // The action is a part of the request that a key stands for, though it is not in the body.
    const idempotency = idempotencyOf({ ...request, body: { ...params, ...body } }, runId, deps.clock.now());
    const earlier = await madeBefore({ records: deps.requests, clock: deps.clock })(idempotency);
    if (earlier !== undefined) return replay(deps, org, earlier);
    await meetPerson(deps)(caller);
    return begun(deps, { runId, org, by, ...params, ...body, idempotency, trace });
  });
