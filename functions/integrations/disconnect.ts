import type * as z from 'zod';
import { DisconnectQuery, PlatformParams } from '../../events/http/integrations.ts';
import type { Connection } from '../../events/stored/connection.ts';
import type { Platform } from '../../events/stored/org-settings.ts';
import type { Run } from '../../events/stored/run.ts';
import { previewDisconnect } from '../../shared/connections/preview-disconnect.ts';
import { runReply } from '../../shared/connections/run-reply.ts';
import { startDisconnect } from '../../shared/connections/start-disconnect.ts';
import { switchPlatform } from '../../shared/connections/switch-platform.ts';
import { servingPlatform } from '../../shared/domain/card-state.ts';
import { carrierOf } from '../../shared/domain/rides-on.ts';
import { HubError } from '../../shared/errors.ts';
import { requireMatch } from '../../shared/http/entity-tag.ts';
import type { Reply } from '../../shared/http/reply.ts';
import { route } from '../../shared/http/route.ts';
import type { IntegrationDeps } from './integration-deps.ts';
import { cardTag, mayConnect, ownCard } from './own-cards.ts';

type Query = z.infer<typeof DisconnectQuery>;

const findConnection = (
  own: readonly Connection[],
  platform: Platform,
  account: string | undefined,
): Connection => {
  const serving = servingPlatform(platform, own);
  const found = account === undefined ? serving[0] : serving.find(({ id }) => id === account);
  if (found === undefined)
    throw new HubError('not_found', { detail: 'No such account of yours is connected.' });
  if (account === undefined && serving.length > 1)
    throw new HubError('invalid_request', {
      detail: 'Several accounts are connected: see errors.',
      errors: [{ field: 'account', message: `must name one of ${serving.map(({ id }) => id).join(', ')}` }],
    });
  return found;
};

/** What rides on a calendar is only switched off: meetings that were made keep their links, so its run is done as it begins. */
const switchOff = async (deps: IntegrationDeps, connection: Connection, platform: Platform): Promise<Run> => {
  const at = new Date(deps.clock.now()).toISOString();
  const { org, userId, id: connectionId } = connection;
  await switchPlatform(deps)(connection, platform, false);
  const run: Run = {
    v: 1,
    id: deps.ids.next('run'),
    org,
    userId,
    version: 1,
    kind: 'disconnect',
    state: 'done',
    startedAt: at,
    finishedAt: at,
    connectionId,
    counts: {},
    result: { platforms: [platform] },
  };
  await deps.connections.putRun(run);
  return run;
};

const accepted = (run: Run): Reply => ({
  status: 202,
  body: { run: runReply(run) },
  headers: { location: `/v1/runs/${run.id}` },
});

const NOTHING = { events: 0, bookingsAffected: 0, bookingsLosingLink: 0 };

const disconnectRider = async (
  deps: IntegrationDeps,
  connection: Connection,
  platform: Platform,
  { dryRun }: Query,
): Promise<Reply> =>
  dryRun
    ? { status: 200, body: { platforms: [platform], ...NOTHING } }
    : accepted(await switchOff(deps, connection, platform));

/** `DELETE /v1/me/integrations/{platform}` */
export const disconnectPlatform = (deps: IntegrationDeps) =>
  route(
    { params: PlatformParams, query: DisconnectQuery },
    async ({ caller, params, query, requestId, ifMatch }) => {
      if (!mayConnect(caller))
        throw new HubError('forbidden', {
          detail: 'Only a person can disconnect an account, and only their own.',
        });
      const check = async (): Promise<void> => {
        if (ifMatch !== undefined)
          requireMatch(ifMatch, cardTag(await ownCard(deps)(caller, params.platform)));
      };
      await check();
      const own = await deps.connections.ofUser(caller.org, caller.userId);
      const connection = findConnection(own, params.platform, query.account);
      if (carrierOf(params.platform) !== undefined && connection.state !== 'disconnecting')
        return disconnectRider(deps, connection, params.platform, query);
      const { bookings, dryRun } = query;
      if (dryRun)
        return { status: 200, body: await previewDisconnect(deps)(connection, bookings ?? 'release') };
      return accepted(
        await startDisconnect(deps)({ connection, bookings, by: caller.userId, trace: requestId, check }),
      );
    },
  );
