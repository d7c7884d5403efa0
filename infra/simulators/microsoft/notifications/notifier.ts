import { z } from 'zod';
import type { Courier } from '../../courier.ts';
import { seededRandom } from '../../seeded-random.ts';
import type { TimedJobs } from '../../timed-jobs.ts';
import type { Accounts } from '../accounts.ts';
import type { EventDraft, Happening } from '../graph/event-store.ts';
import { itemId } from '../graph/item-id.ts';
import type { Subscription, Subscriptions } from './subscriptions.ts';

export const notificationSettings = z.strictObject({
  /** By the process's clock: whatever comes to one address within it goes in one POST. */
  batchMs: z.int().min(0).default(0),
  /** How many times each update is told; one action of a user's often gives several. */
  repeats: z.int().min(1).max(4).default(1),
  /** Somebody else sends them: the client state is wrong. */
  forged: z.boolean().default(false),
});
type Settings = z.infer<typeof notificationSettings>;

export const LIFECYCLE = ['reauthorizationRequired', 'subscriptionRemoved', 'missed'] as const;
export type Lifecycle = (typeof LIFECYCLE)[number];

type Json = Record<string, unknown>;

const SEED = 20_261_123;

interface Around {
  readonly subscriptions: Subscriptions;
  readonly accounts: Accounts;
  readonly jobs: TimedJobs;
  readonly courier: Courier;
}

const stamp = (ms: number): string => `${new Date(ms).toISOString().slice(0, 23)}0000+00:00`;

/** Tells the app that something happened, in batches that mix subscriptions: https://learn.microsoft.com/en-us/graph/change-notifications-delivery-webhooks */
export class Notifier {
  settings: Settings = notificationSettings.parse({});
  private readonly around: Around;
  private readonly random = seededRandom(SEED);
  /** By address. */
  private waiting = new Map<string, Json[]>();
  private isFlushPlanned = false;

  constructor(around: Around) {
    this.around = around;
  }

  /** One change of an event, to everybody who watches that mailbox. */
  changed(happening: Happening, event: EventDraft): void {
    // Occurrences are not told of: their series is.
    const key = event.instanceOf?.key ?? event.key;
    const changeType = event.instanceOf ? 'updated' : happening;
    const times = changeType === 'updated' ? this.settings.repeats : 1;
    for (const subscription of this.around.subscriptions.of(event.mailbox))
      if (!subscription.isPaused && subscription.changeTypes.includes(changeType))
        for (let count = 0; count < times; count += 1)
          this.queue(subscription.notificationUrl, {
            ...this.head(subscription),
            changeType,
            ...resourceOf(
              subscription,
              { key, generation: event.generation },
              this.tenantInName(subscription),
            ),
          });
  }

  /** To the address of its own; without one nobody hears of it. */
  lifecycle(subscription: Subscription, lifecycleEvent: Lifecycle): void {
    const { lifecycleUrl, resource, creator } = subscription;
    if (lifecycleUrl === undefined) return;
    const organizationId = this.around.accounts.find(creator)?.tid;
    this.queue(lifecycleUrl, { ...this.head(subscription), resource, organizationId, lifecycleEvent });
  }

  /** What was done in one go travels together at least. */
  private flush(): void {
    const batches = [...this.waiting];
    this.waiting = new Map();
    this.isFlushPlanned = false;
    for (const [url, value] of batches)
      this.around.courier.send({
        url,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ value }),
        isWanted: () => true,
      });
  }

  private queue(url: string, item: Json): void {
    this.waiting.set(url, [...(this.waiting.get(url) ?? []), item]);
    if (this.isFlushPlanned) return;
    this.isFlushPlanned = true;
    if (this.settings.batchMs === 0) queueMicrotask(() => this.flush());
    else this.around.jobs.after(this.settings.batchMs, () => this.flush());
  }

  private tenantInName({ creator }: Subscription): string | undefined {
    return this.random() < 0.5 ? this.around.accounts.find(creator)?.tid : undefined;
  }

  private head({ id, expiresAt, clientState, creator }: Subscription): Json {
    return {
      subscriptionId: id,
      subscriptionExpirationDateTime: stamp(expiresAt),
      clientState: this.settings.forged ? 'somebody-else' : (clientState ?? null),
      tenantId: this.around.accounts.find(creator)?.tid,
    };
  }
}

/** The user is written in one of two ways, and nobody is to read it. */
const resourceOf = (
  { creator, isImmutable }: Subscription,
  event: { readonly key: string; readonly generation: number },
  tid: string | undefined,
): Json => {
  const id = itemId(event, isImmutable);
  const resource = `Users/${tid === undefined ? creator : `${creator}@${tid}`}/Events/${id}`;
  return {
    resource,
    resourceData: { '@odata.type': '#Microsoft.Graph.Event', '@odata.id': resource, id },
  };
};
