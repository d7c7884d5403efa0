import type { Connection } from '../../events/stored/connection.ts';
import { tableClient } from '../../shared/aws/table-client.ts';
import { readConfig } from '../../shared/config.ts';
import { providerAccess } from '../../shared/wiring/provider-access.ts';
import type { Hub } from './hub.ts';

/** A Lambda of its own, with a memory of its own. */
export const zoomLambda = () =>
  providerAccess({ client: tableClient(), name: readConfig('TABLE_NAME').TABLE_NAME });

/** A user's connected Zoom account as it is stored. */
export const zoomConnection = async (user: string, org = 'acme'): Promise<Connection> => {
  const own = await zoomLambda().connections.ofUser(org, user);
  const found = own.find(({ provider }) => provider === 'zoom');
  if (found === undefined) throw new Error(`${user} has not connected Zoom`);
  return found;
};

/** What Zoom answers to a call for this user with the token that the hub would use now: a status, or why there is none. */
export const callAtZoom = async ({ zoom }: Hub, user: string, org = 'acme'): Promise<number | string> => {
  const connection = await zoomConnection(user, org);
  try {
    const token = await zoomLambda().tokens.of(connection);
    const headers = { authorization: `Bearer ${token}` };
    return (await fetch(`${zoom.url}/v2/users/me`, { headers })).status;
  } catch (error) {
    return String(error);
  }
};
