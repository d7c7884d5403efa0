import { randomBytes } from 'node:crypto';
import type { World } from './world.ts';

const RETENTION = { null: null, false: 'false', true: 'true', absent: undefined } as const;

/** Consent is taken back, by the user or by the app: the tokens are dead at once, and the app is told of it. */
export const removeApp = (world: World, userId: string): void => {
  const user = world.users.find(userId);
  const grant = world.grants.revoke(userId);
  if (!(user && grant)) return;
  const { event, delaySeconds, userDataRetention } = world.deauthorization;
  if (event === 'lost') return;
  const told = {
    event: 'app_deauthorized',
    payload: {
      account_id: user.accountId,
      client_id: world.app.clientId,
      deauthorization_time: new Date().toISOString(),
      // Opaque: it is not what the app has to check.
      signature: randomBytes(32).toString('hex'),
      user_data_retention: RETENTION[userDataRetention],
      user_id: user.id,
    },
  };
  const secret = event === 'unverifiable' ? randomBytes(16).toString('hex') : undefined;
  world.jobs.after(delaySeconds * 1000, () => world.subscriptions.send(told, secret));
  if (delaySeconds === 0) world.jobs.runDue();
};
