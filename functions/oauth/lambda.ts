import { secretKeys } from '../../shared/aws/secret-keys.ts';
import { secretsClient } from '../../shared/aws/secrets-client.ts';
import { tableClient } from '../../shared/aws/table-client.ts';
import { readConfig } from '../../shared/config.ts';
import { httpHandler } from '../../shared/http/http-handler.ts';
import { randomIds } from '../../shared/ids.ts';
import { log } from '../../shared/log.ts';
import { pageRoute } from '../../shared/pages/page-route.ts';
import { dynamoConnectRequests } from '../../shared/store/connect-requests.ts';
import { dynamoConnections } from '../../shared/store/connections.ts';
import { dynamoOrgSettings } from '../../shared/store/org-settings.ts';
import { dynamoPeople } from '../../shared/store/people.ts';
import { systemClock } from '../../shared/system-clock.ts';
import { googleProvider } from '../../shared/wiring/google-provider.ts';
import { zoomProvider } from '../../shared/wiring/zoom-provider.ts';
import { callback } from './callback.ts';
import { goConnect, showRequest } from './connect-request.ts';

const config = readConfig('TABLE_NAME', 'KEYS_SECRET_ID', 'PUBLIC_URL');
const table = { client: tableClient(), name: config.TABLE_NAME };
const secrets = secretsClient();
const google = googleProvider(table, secrets);

const deps = {
  connections: dynamoConnections(table),
  requests: dynamoConnectRequests(table),
  people: dynamoPeople(table),
  ids: randomIds,
  settings: dynamoOrgSettings(table),
  authorizations: { google: google.authorization, zoom: zoomProvider().authorization },
  calendar: google.calendar,
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
