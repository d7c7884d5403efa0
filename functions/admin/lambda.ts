import { queueClient } from '../../shared/aws/queue-client.ts';
import { secretKeys } from '../../shared/aws/secret-keys.ts';
import { secretsClient } from '../../shared/aws/secrets-client.ts';
import { sqsQueues } from '../../shared/aws/sqs-queues.ts';
import { tableClient } from '../../shared/aws/table-client.ts';
import { readConfig } from '../../shared/config.ts';
import { cors } from '../../shared/http/cors.ts';
import { httpHandler } from '../../shared/http/http-handler.ts';
import { randomIds } from '../../shared/ids.ts';
import { log } from '../../shared/log.ts';
import { allowsOrigin } from '../../shared/people/allows-origin.ts';
import { GOOGLE_SCOPES } from '../../shared/providers/google/scopes.ts';
import { MICROSOFT_SCOPES } from '../../shared/providers/microsoft/scopes.ts';
import { ZOOM_SCOPES } from '../../shared/providers/zoom/scopes.ts';
import { dynamoConnectRequests } from '../../shared/store/connect-requests.ts';
import { dynamoConnections } from '../../shared/store/connections.ts';
import { dynamoEventLog } from '../../shared/store/event-log.ts';
import { dynamoOrgSettings } from '../../shared/store/org-settings.ts';
import { dynamoPeople } from '../../shared/store/people.ts';
import { systemClock } from '../../shared/system-clock.ts';
import { microsoftConsent } from '../../shared/wiring/microsoft-consent.ts';
import { actOnIntegrations } from './act-on-integrations.ts';
import { readConsentUrl } from './consent-url.ts';
import { listEvents } from './events.ts';
import { listIntegrations } from './integrations.ts';
import { putUser } from './put-user.ts';
import { listUsers, readUser } from './read-users.ts';
import { removeUser } from './remove-user.ts';
import { putSettings, readSettings } from './settings.ts';
import { transferAccountClaims } from './transfer-claims.ts';

const config = readConfig(
  'TABLE_NAME',
  'SYNC_QUEUE_URL',
  'PROVISION_QUEUE_URL',
  'MAIL_QUEUE_URL',
  'PUBLIC_URL',
  'KEYS_SECRET_ID',
);
const secrets = secretsClient();
const table = { client: tableClient(), name: config.TABLE_NAME };

const deps = {
  people: dynamoPeople(table),
  settings: dynamoOrgSettings(table),
  connections: dynamoConnections(table),
  requests: dynamoConnectRequests(table),
  queues: sqsQueues(queueClient(), {
    sync: config.SYNC_QUEUE_URL,
    provision: config.PROVISION_QUEUE_URL,
    mail: config.MAIL_QUEUE_URL,
  }),
  clock: systemClock,
  ids: randomIds,
  log,
  permissions: { google: GOOGLE_SCOPES, microsoft: MICROSOFT_SCOPES, zoom: ZOOM_SCOPES },
  adminConsent: microsoftConsent(secrets),
  mac: secretKeys(secrets, config.KEYS_SECRET_ID, systemClock).mac,
  publicUrl: config.PUBLIC_URL,
};

export const handler = httpHandler(
  log,
  {
    'GET /v1/admin/users': listUsers(deps),
    'GET /v1/admin/users/{id}': readUser(deps),
    'PUT /v1/admin/users/{id}': putUser(deps),
    'DELETE /v1/admin/users/{id}': removeUser(deps),
    'GET /v1/admin/integrations': listIntegrations(deps),
    'POST /v1/admin/integrations/{action}': actOnIntegrations(deps),
    'GET /v1/admin/microsoft/consent-url': readConsentUrl(deps),
    'POST /v1/admin/account-claims/transfer': transferAccountClaims(deps),
    'GET /v1/admin/events': listEvents({ ...deps, events: dynamoEventLog(table) }),
    'GET /v1/admin/settings': readSettings(deps),
    'PUT /v1/admin/settings': putSettings(deps),
  },
  cors(allowsOrigin(deps)),
);
