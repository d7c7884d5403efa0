import { z } from 'zod';
import type { Reply } from '../../../serve.ts';
import { ControlError, parseControl } from '../../control-error.ts';
import { webhookMode } from '../../courier.ts';
import { fault } from '../../faults.ts';
import type { HttpCall } from '../../http-call.ts';
import { jsonReply } from '../../json-reply.ts';
import { limitSettings } from '../calendar/limits.ts';
import type { World } from '../world.ts';
import { decideConsent } from './decide-consent.ts';
import { knownAccount } from './known-account.ts';
import { putAccount } from './put-account.ts';
import { showState } from './show-state.ts';

const byAccount = z.strictObject({ account: z.string() });
const ofCalendar = z.strictObject({ account: z.string(), calendar: z.string().optional() });
const project = z.strictObject({
  /** Refuses every call of the app's to the Calendar API, whoever makes it; null ends it. */
  refuses: z.enum(['accessNotConfigured', 'dailyLimitExceeded']).nullable().optional(),
  testing: z.boolean().optional(),
  deltasHeedWindow: z.boolean().optional(),
  /** How many events a page of Google's has at most, whatever was asked for; null: what was asked for. */
  shortPages: z.int().min(1).nullable().optional(),
  verifiedDomains: z.array(z.string()).nullable().optional(),
});

const delegation = z.strictObject({
  serviceAccount: z.string(),
  publicKey: z.string().includes('BEGIN PUBLIC KEY', 'must be a PEM of a public key'),
  domain: z.string(),
  scopes: z.array(z.string()),
  delayMs: z.int().min(0).default(0),
});

type Order = (world: World, body: string) => unknown;

const EVERYTHING = 'https://www.googleapis.com/auth/calendar';

/** Not through any app: a revocation of the app's grant does not touch it, and no call of it is counted. */
const personToken: Order = (world, body) => {
  const { email } = knownAccount(world, parseControl(byAccount, body).account);
  const scopes = ['openid', EVERYTHING];
  return {
    accessToken: world.grants.issueAccessToken({ email, clientId: 'the-person', scopes, kind: 'person' }),
  };
};

const revoke: Order = (world, body) => {
  const { email } = knownAccount(world, parseControl(byAccount, body).account);
  world.grants.revokeAccount(email);
  return {};
};

const expireSyncTokens: Order = (world, body) => {
  const { account, calendar } = parseControl(ofCalendar, body);
  const { email } = knownAccount(world, account);
  for (const each of world.accounts.calendarsOf(email))
    if (calendar === undefined || calendar === each.calendar.id)
      world.syncTokens.expire(each.calendar.id, email);
  return {};
};

const delegate: Order = (world, body) => {
  const { delayMs, ...given } = parseControl(delegation, body);
  world.delegations.put({ ...given, validFrom: Date.now() + delayMs });
  return {};
};

const setLimits: Order = (world, body) => {
  world.limits.settings = parseControl(limitSettings, body);
  return world.limits.settings;
};

const setProject: Order = (world, body) => {
  const { testing, deltasHeedWindow, shortPages, verifiedDomains, refuses } = parseControl(project, body);
  if (refuses !== undefined) world.projectRefuses = refuses ?? undefined;
  world.grants.isTesting = testing ?? world.grants.isTesting;
  world.deltasHeedWindow = deltasHeedWindow ?? world.deltasHeedWindow;
  if (shortPages !== undefined) world.shortPages = shortPages ?? undefined;
  if (verifiedDomains !== undefined) world.verifiedDomains = verifiedDomains ?? undefined;
  return {};
};

const ORDERS: ReadonlyMap<string, Order> = new Map([
  ['POST accounts', putAccount],
  ['POST consent', decideConsent],
  ['POST token', personToken],
  ['GET state', showState],
  ['POST revoke', revoke],
  ['POST expire-sync-tokens', expireSyncTokens],
  ['POST delegation', delegate],
  ['POST limits', setLimits],
  ['POST project', setProject],
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
export const control = (world: World, call: HttpCall): Reply => {
  const order = ORDERS.get(`${call.method} ${call.path.slice('/_control/'.length)}`);
  if (!order) return jsonReply(404, { error: `${call.method} ${call.path}: no such control` });
  try {
    return jsonReply(200, order(world, call.body));
  } catch (error) {
    if (error instanceof ControlError) return jsonReply(400, { error: error.message });
    throw error;
  }
};
