import { PlatformParams } from '../../events/http/integrations.ts';
import type { Run } from '../../events/stored/run.ts';
import { runReply } from '../../shared/connections/run-reply.ts';
import { HubError } from '../../shared/errors.ts';
import { assertSameRequest, idempotencyOf, madeBefore } from '../../shared/http/idempotency.ts';
import type { Reply } from '../../shared/http/reply.ts';
import { route } from '../../shared/http/route.ts';
import { startSync } from '../../shared/sync/start-sync.ts';
import type { IntegrationDeps } from './integration-deps.ts';
import { mayConnect, ownCard } from './own-cards.ts';

const accepted = (run: Run, headers: Reply['headers'] = {}): Reply => ({
  status: 202,
  body: { run: runReply(run) },
  headers: { location: `/v1/runs/${run.id}`, ...headers },
});

const replay = async ({ connections }: IntegrationDeps, org: string, runId: string): Promise<Reply> => {
  const run = await connections.run(org, runId);
  if (run === undefined) throw new HubError('not_found', { detail: 'This run is not kept any more.' });
  return accepted(run, { 'idempotent-replayed': 'true' });
};

/** `POST /v1/me/integrations/{platform}/sync` */
export const syncPlatform = (deps: IntegrationDeps) =>
  route({ params: PlatformParams }, async (request) => {
    const { caller, params, requestId: trace } = request;
    if (!mayConnect(caller))
      throw new HubError('forbidden', { detail: 'Only a person can have their own calendars read.' });
    await ownCard(deps)(caller, params.platform);
    const { org, userId } = caller;
    // The platform is a part of the request that a key stands for, though there is no body.
    const idempotency = idempotencyOf({ ...request, body: params }, '', deps.clock.now());
    const earlier = await madeBefore({ records: deps.bookings, clock: deps.clock })(idempotency);
    if (earlier !== undefined) return replay(deps, org, earlier);
    const begun = await startSync(deps)({ org, userId, ...params, trace, idempotency });
    if ('run' in begun) return accepted(begun.run);
    if (idempotency) assertSameRequest(idempotency, begun.first);
    return replay(deps, org, begun.first.resource);
  });
