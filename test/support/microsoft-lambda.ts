import type { Connection } from '../../events/stored/connection.ts';
import { tableClient } from '../../shared/aws/table-client.ts';
import { readConfig } from '../../shared/config.ts';
import { calendarAccess } from '../../shared/wiring/calendar-access.ts';
import type { Hub } from './hub.ts';

/** A Lambda of its own, with a memory of its own. */
export const calendarLambda = () =>
  calendarAccess({ client: tableClient(), name: readConfig('TABLE_NAME').TABLE_NAME });

/** A user's connected Microsoft account as it is stored. */
export const microsoftConnection = async (user: string, org = 'acme'): Promise<Connection> => {
  const own = await calendarLambda().connections.ofUser(org, user);
  const found = own.find(({ provider }) => provider === 'microsoft');
  if (found === undefined) throw new Error(`${user} has not connected a Microsoft account`);
  return found;
};

/** How often Microsoft was asked for tokens. */
export const microsoftTokenCalls = async ({ microsoft }: Hub): Promise<number> =>
  (await microsoft.state()).calls.filter(({ path }) => path.endsWith('/oauth2/v2.0/token')).length;
