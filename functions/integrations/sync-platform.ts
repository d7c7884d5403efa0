import { PlatformParams } from '../../events/http/integrations.ts';
import { runReply } from '../../shared/connections/run-reply.ts';
import { HubError } from '../../shared/errors.ts';
import { route } from '../../shared/http/route.ts';
import { startSync } from '../../shared/sync/start-sync.ts';
import type { IntegrationDeps } from './integration-deps.ts';
import { mayConnect, ownCard } from './own-cards.ts';

/** `POST /v1/me/integrations/{platform}/sync` */
export const syncPlatform = (deps: IntegrationDeps) =>
  route({ params: PlatformParams }, async ({ caller, params: { platform }, requestId: trace }) => {
    if (!mayConnect(caller))
      throw new HubError('forbidden', { detail: 'Only a person can have their own calendars read.' });
    await ownCard(deps)(caller, platform);
    const { org, userId } = caller;
    const run = await startSync(deps)({ org, userId, platform, trace });
    return { status: 202, body: { run: runReply(run) }, headers: { location: `/v1/runs/${run.id}` } };
  });
