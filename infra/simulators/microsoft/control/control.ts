import { z } from 'zod';
import type { Reply } from '../../../serve.ts';
import { ControlError, parseControl } from '../../control-error.ts';
import { webhookMode } from '../../courier.ts';
import { fault } from '../../faults.ts';
import type { HttpCall } from '../../http-call.ts';
import { jsonReply } from '../../json-reply.ts';
import { EVERYTHING } from '../entra/scopes.ts';
import { limitSettings } from '../graph/limits.ts';
import { notificationSettings } from '../notifications/notifier.ts';
import { quirkSettings } from '../quirks.ts';
import type { World } from '../world.ts';
import { decideConsent } from './decide-consent.ts';
import { knownAccount } from './known-account.ts';
import { expireSubscriptions, tellLifecycle } from './lifecycle.ts';
import { moveEvent } from './move-event.ts';
import { putAccount } from './put-account.ts';
import { putTenant } from './put-tenant.ts';
import { revoke } from './revoke.ts';
import { showState } from './show-state.ts';

const byAccount = z.strictObject({ account: z.string() });
const app = z.strictObject({ secretExpired: z.boolean() });

const resync = z.strictObject({ account: z.string(), how: z.enum(['410', 'not_found']).default('410') });

type Order = (world: World, body: string) => unknown;

/** Not through the app: nothing of it is counted, and no revocation touches it. */
const personToken: Order = (world, body) => {
  const { oid } = knownAccount(world, parseControl(byAccount, body).account);
  const caller = { oid, clientId: 'the-person', scopes: EVERYTHING, kind: 'person' as const };
  return { accessToken: world.grants.issueAccessToken(caller, true) };
};

/** What is not mentioned is as on the first day. */
const setQuirks: Order = (world, body) => {
  world.quirks = parseControl(quirkSettings, body);
  return world.quirks;
};

const setLimits: Order = ({ limits }, body) => limits.set(parseControl(limitSettings, body));

/** Every delta link of the mailbox is worth nothing from now on. */
const loseDeltas: Order = (world, body) => {
  const { account, how } = parseControl(resync, body);
  world.deltas.lose(knownAccount(world, account).oid, how);
  return {};
};

const setNotifications: Order = (world, body) => {
  world.notifier.settings = parseControl(notificationSettings, body);
  return world.notifier.settings;
};

const setApp: Order = (world, body) => {
  world.app = { ...world.app, isSecretExpired: parseControl(app, body).secretExpired };
  return {};
};

const ORDERS: ReadonlyMap<string, Order> = new Map<string, Order>([
  ['POST accounts', putAccount],
  ['POST tenants', putTenant],
  ['POST consent', decideConsent],
  ['POST token', personToken],
  ['GET state', showState],
  ['POST revoke', revoke],
  ['POST quirks', setQuirks],
  ['POST limits', setLimits],
  ['POST app', setApp],
  ['POST resync', loseDeltas],
  ['POST notifications', setNotifications],
  ['POST lifecycle', tellLifecycle],
  ['POST expire-subscriptions', expireSubscriptions],
  [
    'POST webhooks',
    (world, body) => {
      world.courier.setMode(parseControl(webhookMode, body));
      return {};
    },
  ],
  ['POST move-event', moveEvent],
  [
    'POST faults',
    (world, body) => {
      world.faults.add(parseControl(fault, body));
      return {};
    },
  ],
  [
    'DELETE faults',
    (world) => {
      world.faults.clear();
      return {};
    },
  ],
]);

/** Everything under /_control: what a test or a demo may order. */
export const control = async (world: World, call: HttpCall): Promise<Reply> => {
  const order = ORDERS.get(`${call.method} ${call.path.slice('/_control/'.length)}`);
  if (!order) return jsonReply(404, { error: `${call.method} ${call.path}: no such control` });
  try {
    return jsonReply(200, await order(world, call.body));
  } catch (error) {
    if (error instanceof ControlError) return jsonReply(400, { error: error.message });
    throw error;
  }
};
