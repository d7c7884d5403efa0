import { GooglePush } from '../../events/inbound/google-push.ts';
import { rawBody } from '../../shared/http/raw-body.ts';
import type { Reply } from '../../shared/http/reply.ts';
import type { Route } from '../../shared/http/route.ts';
import type { ChannelTokens } from '../../shared/ports/channel-tokens.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import type { Log } from '../../shared/ports/log.ts';
import type { Queues } from '../../shared/ports/queues.ts';

interface Deps {
  readonly tokens: Pick<ChannelTokens, 'feedOf'>;
  readonly queues: Queues;
  readonly clock: Clock;
  readonly log: Log;
}

const ACKNOWLEDGED: Reply = { status: 200 };
/** One answer for everything that is not a push of ours: it tells nobody what was wrong. */
const REFUSED: Reply = { status: 401 };
/** Google tries again: https://developers.google.com/workspace/calendar/api/guides/push#receiving-notifications */
const LATER: Reply = { status: 503, headers: { 'retry-after': '10' } };

type Judgement = { readonly feedId: string } | 'forged' | 'undecided';

const judge = async ({ tokens, log }: Deps, token: string): Promise<Judgement> => {
  try {
    const feedId = await tokens.feedOf(token);
    return feedId === undefined ? 'forged' : { feedId };
  } catch (error) {
    log.error('push.no_keys', error);
    return 'undecided';
  }
};

/** A push says only that something has changed: it is verified without a read, put into the feed's queue, and acknowledged. */
export const receiveGooglePush =
  (deps: Deps): Route =>
  async (event) => {
    const push = GooglePush.safeParse(event.headers);
    if (!push.success || rawBody(event).length > 0) return REFUSED;
    const judgement = await judge(deps, push.data['x-goog-channel-token']);
    if (judgement === 'undecided') return LATER;
    if (judgement === 'forged') return REFUSED;
    if (push.data['x-goog-resource-state'] === 'sync') return ACKNOWLEDGED;
    const body = {
      v: 1 as const,
      kind: 'changes' as const,
      feedId: judgement.feedId,
      cause: 'push' as const,
      noticedAt: new Date(deps.clock.now()).toISOString(),
      channelId: push.data['x-goog-channel-id'],
      resourceId: push.data['x-goog-resource-id'],
      trace: event.requestContext.requestId,
    };
    await deps.queues.send([{ queue: 'sync', body }]);
    return ACKNOWLEDGED;
  };
