import { queueClient } from '../../shared/aws/queue-client.ts';
import { sqsQueues } from '../../shared/aws/sqs-queues.ts';
import { tableClient } from '../../shared/aws/table-client.ts';
import { readConfig } from '../../shared/config.ts';
import { httpHandler } from '../../shared/http/http-handler.ts';
import { log } from '../../shared/log.ts';
import { pageRoute } from '../../shared/pages/page-route.ts';
import { dynamoConnectRequests } from '../../shared/store/connect-requests.ts';
import { dynamoOrgSettings } from '../../shared/store/org-settings.ts';
import { dynamoPeople } from '../../shared/store/people.ts';
import { providerAccess } from '../../shared/wiring/provider-access.ts';
import { adminConsent } from './admin-consent.ts';
import { callback } from './callback.ts';
import { goConnect, showRequest } from './connect-request.ts';

const config = readConfig('TABLE_NAME', 'MAIL_QUEUE_URL', 'PUBLIC_URL');
const table = { client: tableClient(), name: config.TABLE_NAME };

const deps = {
  ...providerAccess(table),
  requests: dynamoConnectRequests(table),
  people: dynamoPeople(table),
  settings: dynamoOrgSettings(table),
  queues: sqsQueues(queueClient(), { mail: config.MAIL_QUEUE_URL }),
  publicUrl: config.PUBLIC_URL,
};

const show = pageRoute(log, showRequest(deps));

export const handler = httpHandler(log, {
  'GET /v1/oauth/{provider}/callback': callback(deps),
  'GET /v1/oauth/microsoft/admin-consent': pageRoute(log, adminConsent(deps)),
  'GET /connect/{token}': show,
  'HEAD /connect/{token}': show,
  'POST /connect/{token}': pageRoute(log, goConnect(deps)),
});
