import { CompleteBody, PlatformParams } from '../../events/http/integrations.ts';
import { completeAttempt } from '../../shared/connections/complete-attempt.ts';
import { finishConnecting } from '../../shared/connections/finish-connecting.ts';
import { route } from '../../shared/http/route.ts';
import type { IntegrationDeps } from './integration-deps.ts';
import { ownCard } from './own-cards.ts';

/** What is not finished here is finished by its due item: the card says `connecting` until then. */
const finish = async (
  deps: IntegrationDeps,
  work: Parameters<ReturnType<typeof finishConnecting>>[0],
): Promise<void> => {
  try {
    await finishConnecting(deps)(work);
  } catch (error) {
    deps.log.error('connect.finish_waits', error, { requestId: work.trace, connectionId: work.connectionId });
  }
};

/** `POST /v1/me/integrations/{platform}/complete` */
export const complete = (deps: IntegrationDeps) =>
  route(
    { params: PlatformParams, body: CompleteBody },
    async ({ caller, params, body, requestId: trace }) => {
      const { org, userId } = caller;
      const attemptId = body.attempt;
      const { connectionId } = await completeAttempt(deps)({ attemptId, org, userId, trace });
      await finish(deps, { v: 1, kind: 'connect', org, userId, connectionId, attemptId, trace });
      return { status: 200, body: await ownCard(deps)(caller, params.platform) };
    },
  );
