import { z } from 'zod';
import { ExternalEvents } from '../../events/http/external-events.ts';
import { processClock } from '../../infra/local/clock.ts';
import { outlookAccountOf } from './connect-outlook.ts';
import type { Hub } from './hub.ts';

const Subscription = z.object({
  id: z.string(),
  account: z.string(),
  notificationUrl: z.url(),
  lifecycleUrl: z.url(),
  clientState: z.string(),
  isPaused: z.boolean(),
  expirationDateTime: z.iso.datetime(),
});
export type Subscription = z.infer<typeof Subscription>;

/** What watches the mailboxes at Microsoft. */
export const subscriptions = async (hub: Hub): Promise<Subscription[]> =>
  Subscription.array().parse((await hub.microsoft.state()).subscriptions);

/** The one subscription that a person's mailbox has. */
export const subscriptionOf = async (hub: Hub, user: string): Promise<Subscription> => {
  const own = (await subscriptions(hub)).filter(({ account }) => account === outlookAccountOf(user));
  if (own[0] === undefined || own.length > 1) throw new Error(`${user} has ${own.length} subscriptions`);
  return own[0];
};

/** What Microsoft says of a change that its watcher is to hear of. */
export const changeOf = ({ id, clientState }: Subscription, over: Record<string, unknown> = {}) => ({
  subscriptionId: id,
  clientState,
  changeType: 'updated',
  tenantId: '4e2f5bb0-3a1c-4b1f-9a8e-000000000000',
  resource: 'Users/somebody/Events/something',
  ...over,
});

/** Delivers elements as Microsoft does; returns the status. */
export const deliver = async (hub: Hub, value: unknown, path = '/webhooks/microsoft'): Promise<number> =>
  (await hub.call('POST', path, { body: { value } })).status;

/** Calls of the hub at Graph since a mark, without the queries. */
export const graphCalls = async (hub: Hub, mark: number): Promise<string[]> =>
  (await hub.microsoft.state()).calls
    .slice(mark)
    .filter(({ path }) => path.startsWith('/v1.0/'))
    .map(
      ({ method, path, status }) =>
        `${method} ${path.replace(/^\/v1\.0\//u, '').replace(/[0-9a-f-]{36}/u, '{id}')} ${status}`,
    );

export const mark = async (hub: Hub): Promise<number> => (await hub.microsoft.state()).calls.length;

/** Titles of what was imported for a person on the first days. */
export const imported = async (hub: Hub, user: string): Promise<string[]> => {
  const path = `/v1/users/${user}/external-events?from=2027-01-04T00:00:00Z&to=2027-02-01T00:00:00Z`;
  return (await hub.ask(ExternalEvents, 'GET', path, { user })).items.map(({ title }) => title).toSorted();
};

/** In one leap: whatever became due meanwhile is done once, at the end of it. */
export const leap = async (hub: Hub, hours: number): Promise<void> => {
  processClock.advance(hours * 3_600_000);
  await hub.runSchedule('sweep');
  await hub.settle();
};
