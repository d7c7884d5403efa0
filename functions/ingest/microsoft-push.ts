import { MicrosoftDelivery, MicrosoftNotification } from '../../events/inbound/microsoft-notification.ts';
import type { FeedWork } from '../../events/internal/feed-work.ts';
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

type Event = Parameters<Route>[0];
type Happening = Extract<FeedWork, { kind: 'channel' }>['happening'];

/** A notification with the feed that its client state proves. */
interface Proven {
  readonly feedId: string;
  readonly resourceId: string;
  /** Absent: something has changed. */
  readonly happening?: Happening;
}

const ACKNOWLEDGED: Reply = { status: 202 };
/** One answer for everything that Microsoft cannot have sent: it tells nobody what was wrong. */
const REFUSED: Reply = { status: 401 };
/** Whatever is no 2xx is tried again for up to 4 hours. */
const LATER: Reply = { status: 503, headers: { 'retry-after': '10' } };
/** A thousand notifications have less than one megabyte. */
const MOST_BYTES = 2_097_152;
const MOST_ELEMENTS = 5000;
const LONGEST_PROOF = 2048;

/** A word that nobody documented yet is looked into like lost notifications: everything is read. */
const HAPPENINGS: ReadonlyMap<string, Happening> = new Map<string, Happening>([
  ['reauthorizationRequired', 'expires'],
  ['subscriptionRemoved', 'ended'],
  ['missed', 'missed'],
]);

/**
 * What Microsoft asks while a subscription is made, and at times when it is renewed: to hear this again, decoded once, as plain text.
 * https://learn.microsoft.com/en-us/graph/change-notifications-delivery-webhooks#notificationurl-validation
 */
const proofAsked = ({ rawQueryString }: Event): string | undefined => {
  const [proof, ...others] = new URLSearchParams(rawQueryString).getAll('validationToken');
  const isOne = proof !== undefined && others.length === 0;
  return isOne && proof.length > 0 && proof.length <= LONGEST_PROOF ? proof : undefined;
};

const elementsOf = (event: Event): readonly unknown[] => {
  const body = rawBody(event);
  if (body.length > MOST_BYTES) return [];
  try {
    const { data } = MicrosoftDelivery.safeParse(JSON.parse(body.toString('utf8')));
    return data === undefined || data.value.length > MOST_ELEMENTS ? [] : data.value;
  } catch {
    // No JSON: nothing that Microsoft sends.
    return [];
  }
};

const prove = async ({ tokens }: Deps, element: unknown): Promise<Proven | undefined> => {
  const { data } = MicrosoftNotification.safeParse(element);
  if (data === undefined) return undefined;
  const feedId = await tokens.feedOf(data.clientState);
  if (feedId === undefined) return undefined;
  const { subscriptionId: resourceId, lifecycleEvent } = data;
  if (typeof lifecycleEvent !== 'string') return { feedId, resourceId };
  return { feedId, resourceId, happening: HAPPENINGS.get(lifecycleEvent) ?? 'missed' };
};

/** Several notifications say the same: one message for each is enough. */
const distinct = (proven: readonly Proven[]): Proven[] => [
  ...new Map(proven.map((one) => [`${one.feedId} ${one.resourceId} ${one.happening}`, one])).values(),
];

const workOf = ({ happening, ...about }: Proven, noticedAt: string, trace: string): FeedWork =>
  happening === undefined
    ? { v: 1, kind: 'changes', cause: 'push', ...about, noticedAt, trace }
    : { v: 1, kind: 'channel', happening, ...about, noticedAt, trace };

/** Undefined: the keys cannot be had, so nobody can tell. */
const proveAll = async (deps: Deps, elements: readonly unknown[]): Promise<readonly Proven[] | undefined> => {
  const proven: Proven[] = [];
  try {
    for (const element of elements) {
      const one = await prove(deps, element);
      if (one) proven.push(one);
    }
    return proven;
  } catch (error) {
    deps.log.error('push.no_keys', error);
    return undefined;
  }
};

const take = async (deps: Deps, event: Event): Promise<Reply> => {
  const elements = elementsOf(event);
  const proven = await proveAll(deps, elements);
  if (proven === undefined) return LATER;
  const trace = event.requestContext.requestId;
  const forged = elements.length - proven.length;
  if (forged > 0) deps.log.info('push.forged', { forged, trace });
  if (proven.length === 0) return REFUSED;
  const noticedAt = new Date(deps.clock.now()).toISOString();
  await deps.queues.send(
    distinct(proven).map((one) => ({ queue: 'sync', body: workOf(one, noticedAt, trace) })),
  );
  return ACKNOWLEDGED;
};

/**
 * Notifications of changes and of subscriptions' own lives, for both of our addresses: each element is verified by itself without a read,
 * put into its feed's queue as a hint, and the delivery is acknowledged. The proof that Microsoft asks of an address is given at once.
 */
export const receiveMicrosoftPush =
  (deps: Deps): Route =>
  async (event) => {
    const proof = proofAsked(event);
    if (proof === undefined) return take(deps, event);
    return { status: 200, text: { type: 'text/plain; charset=utf-8', content: proof } };
  };
