import { z } from 'zod';
import { parseControl } from '../../control-error.ts';
import { LIFECYCLE } from '../notifications/notifier.ts';
import type { World } from '../world.ts';
import { knownAccount } from './known-account.ts';

const told = z.strictObject({ account: z.string(), event: z.enum(LIFECYCLE) });
const ended = z.strictObject({ account: z.string() });

/** With what comes of it: a removed one is gone, one that waits to be reauthorized delivers nothing. */
export const tellLifecycle = ({ subscriptions, notifier, ...world }: World, body: string): unknown => {
  const { account, event } = parseControl(told, body);
  const own = subscriptions.of(knownAccount(world, account).oid);
  for (const each of own) {
    if (event === 'subscriptionRemoved') subscriptions.remove(each.id);
    if (event === 'reauthorizationRequired') subscriptions.put({ ...each, isPaused: true });
    notifier.lifecycle(each, event);
  }
  return { told: own.length };
};

/** They end as if their time had come: without a word. */
export const expireSubscriptions = ({ subscriptions, ...world }: World, body: string): unknown => {
  const own = subscriptions.of(knownAccount(world, parseControl(ended, body).account).oid);
  for (const { id } of own) subscriptions.remove(id);
  return { ended: own.length };
};
