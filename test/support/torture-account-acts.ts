import { connectGoogle } from './connect-google.ts';
import type { Hub } from './hub.ts';
import { accountOf } from './meeting.ts';
import { reconnectGoogle } from './reconnect-google.ts';
import type { Act } from './torture-world.ts';

const CARD = '/v1/me/integrations/google_calendar';
const HOSTS = ['ben', 'chloe'] as const;

/** What hosts do to their connections. */
export const TORTURE_ACCOUNT_ACTS: Readonly<Record<string, Act>> = {
  disconnect: ({ hub, pick }) =>
    hub.call('DELETE', `${CARD}?bookings=${pick(['release', 'cancel'])}`, { user: pick(HOSTS) }),
  connect: ({ hub, pick }) => connectGoogle(hub, pick(HOSTS)),
  reconnect: ({ hub, pick }) => reconnectGoogle(hub, pick(HOSTS)),
  'revoked in Google': ({ hub, pick }) => hub.google.revoke(accountOf(pick(HOSTS))),
  'sync now': ({ hub, pick }) => hub.call('POST', `${CARD}/sync`, { user: pick(HOSTS), body: {} }),
};

/** Whoever was asked to reconnect does. */
export const reconnectAll = async (hub: Hub): Promise<void> => {
  for (const user of HOSTS) {
    const { body } = await hub.call('GET', CARD, { user });
    if (JSON.stringify(body).includes('"state":"needs_reauth"')) await reconnectGoogle(hub, user);
  }
};
