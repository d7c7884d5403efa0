import { googleCredentials } from '../../shared/aws/google-credentials.ts';
import { secretKeys } from '../../shared/aws/secret-keys.ts';
import { secretsClient } from '../../shared/aws/secrets-client.ts';
import { tableClient } from '../../shared/aws/table-client.ts';
import { readConfig } from '../../shared/config.ts';
import { httpHandler } from '../../shared/http/http-handler.ts';
import { randomIds } from '../../shared/ids.ts';
import { log } from '../../shared/log.ts';
import { pageRoute } from '../../shared/pages/page-route.ts';
import { googleAuthorization } from '../../shared/providers/google/authorization.ts';
import { googleCalendar } from '../../shared/providers/google/calendar.ts';
import { dynamoConnectRequests } from '../../shared/store/connect-requests.ts';
import { dynamoConnections } from '../../shared/store/connections.ts';
import { dynamoOrgSettings } from '../../shared/store/org-settings.ts';
import { dynamoPeople } from '../../shared/store/people.ts';
import { systemClock } from '../../shared/system-clock.ts';
import { googleBreakers } from '../../shared/wiring/google-breakers.ts';
import { callback } from './callback.ts';
import { goConnect, showRequest } from './connect-request.ts';

const config = readConfig(
  'TABLE_NAME',
  'GOOGLE_SECRET_ID',
  'KEYS_SECRET_ID',
  'PUBLIC_URL',
  'GOOGLE_BASE_URL',
);
const table = { client: tableClient(), name: config.TABLE_NAME };
const secrets = secretsClient();
const breakers = googleBreakers(table);

const deps = {
  connections: dynamoConnections(table),
  requests: dynamoConnectRequests(table),
  people: dynamoPeople(table),
  ids: randomIds,
  settings: dynamoOrgSettings(table),
  authorization: breakers.guardAuthorization(
    googleAuthorization({
      credentials: googleCredentials(secrets, config.GOOGLE_SECRET_ID, systemClock),
      baseUrl: config.GOOGLE_BASE_URL,
    }),
  ),
  calendar: breakers.guardCalendar(googleCalendar({ baseUrl: config.GOOGLE_BASE_URL })),
  sealer: secretKeys(secrets, config.KEYS_SECRET_ID, systemClock).sealer,
  clock: systemClock,
  log,
  publicUrl: config.PUBLIC_URL,
};

const show = pageRoute(log, showRequest(deps));

export const handler = httpHandler(log, {
  'GET /v1/oauth/{provider}/callback': callback(deps),
  'GET /connect/{token}': show,
  'HEAD /connect/{token}': show,
  'POST /connect/{token}': pageRoute(log, goConnect(deps)),
});
