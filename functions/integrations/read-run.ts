import { RunParams } from '../../events/http/runs.ts';
import { followParts } from '../../shared/connections/follow-parts.ts';
import { runReply } from '../../shared/connections/run-reply.ts';
import { HubError } from '../../shared/errors.ts';
import { entityTag } from '../../shared/http/entity-tag.ts';
import { route } from '../../shared/http/route.ts';
import { untilNews } from '../../shared/http/until-news.ts';
import type { IntegrationDeps } from './integration-deps.ts';

/** `GET /v1/runs/{id}`: for its user, and for admins. */
export const readRun = (deps: Pick<IntegrationDeps, 'connections' | 'clock'>) =>
  route({ params: RunParams }, ({ caller, params, ...asked }) =>
    untilNews(async () => {
      const run = await deps.connections.run(caller.org, params.id);
      if (run === undefined || (run.userId !== caller.userId && caller.role !== 'admin'))
        throw new HubError('not_found', { detail: 'There is no such run of yours.' });
      const current = await followParts(deps)(run);
      return { body: runReply(current), etag: entityTag(current.version) };
    }, asked),
  );
