import { z } from 'zod';
import type { Reply } from '../../../serve.ts';
import { ControlError, parseControl } from '../../control-error.ts';
import { webhookMode } from '../../courier.ts';
import { fault } from '../../faults.ts';
import type { HttpCall } from '../../http-call.ts';
import { jsonReply } from '../../json-reply.ts';
import { actOnMeeting } from '../act-on-meeting.ts';
import { limitSettings } from '../api/limits.ts';
import { ALL_SCOPES, isScope } from '../oauth/scopes.ts';
import { removeApp } from '../remove-app.ts';
import type { World } from '../world.ts';
import { decideConsent } from './decide-consent.ts';
import { knownUser } from './known-user.ts';
import { putAccount } from './put-account.ts';
import { showState } from './show-state.ts';

const byAccount = z.strictObject({ account: z.string() });
const meetingAct = z.strictObject({ id: z.string(), act: z.enum(['start', 'end', 'recover']) });
const subscription = z.strictObject({ url: z.url() });
const app = z.strictObject({
  /** What new authorizations grant; a token of before cannot be refreshed once it has more. */
  scopes: z.array(z.string().refine(isScope, 'is no scope of this stand-in')).optional(),
  declineAnswers: z.enum(['error', 'nothing']).optional(),
  webhookSecret: z.string().min(1).optional(),
  /** Beyond what a double holds: now and then, never or always. */
  meetingIds: z.enum(['mixed', 'usual', 'long']).optional(),
});
const deauthorization = z.strictObject({
  event: z.enum(['sent', 'lost', 'unverifiable']).default('sent'),
  delaySeconds: z.int().min(0).default(0),
  userDataRetention: z.enum(['null', 'false', 'true', 'absent']).default('null'),
});

type Order = (world: World, body: string) => unknown;

/** Not through the app: nothing of it is counted, and no revocation touches it. */
const personToken: Order = (world, body) => {
  const { id } = knownUser(world, parseControl(byAccount, body).account);
  return { accessToken: world.grants.personToken(id, ALL_SCOPES) };
};

const revoke: Order = (world, body) => {
  removeApp(world, knownUser(world, parseControl(byAccount, body).account).id);
  return {};
};

const act: Order = (world, body) => {
  const order = parseControl(meetingAct, body);
  if (!actOnMeeting(world, order.id, order.act))
    throw new ControlError('id', `there is no meeting ${order.id} to ${order.act}`);
  return {};
};

const setApp: Order = (world, body) => {
  const { scopes, declineAnswers, webhookSecret, meetingIds } = parseControl(app, body);
  world.app = {
    ...world.app,
    ...(scopes && { scopes: scopes.filter(isScope) }),
    ...(declineAnswers && { declineAnswers }),
    ...(webhookSecret !== undefined && { webhookSecret }),
  };
  world.meetings.idStyle = meetingIds ?? world.meetings.idStyle;
  return {};
};

const setLimits: Order = (world, body) => {
  world.limits.settings = parseControl(limitSettings, body);
  return world.limits.settings;
};

const register: Order = async (world, body) => {
  const { url } = parseControl(subscription, body);
  return { url, isValid: await world.subscriptions.register(url) };
};

const ORDERS: ReadonlyMap<string, Order> = new Map<string, Order>([
  ['POST accounts', putAccount],
  ['POST consent', decideConsent],
  ['POST token', personToken],
  ['GET state', showState],
  ['POST revoke', revoke],
  ['POST meetings', act],
  ['POST app', setApp],
  ['POST limits', setLimits],
  ['POST subscriptions', register],
  [
    'POST deauthorization',
    (world, body) => {
      world.deauthorization = parseControl(deauthorization, body);
      return {};
    },
  ],
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
  [
    'POST webhooks',
    (world, body) => {
      world.courier.setMode(parseControl(webhookMode, body));
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
