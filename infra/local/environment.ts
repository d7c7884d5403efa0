import { type QueueName, topology } from '../topology.ts';
import { type Engines, MAIL_DOMAIN } from './engines.ts';
import { queueNames } from './queues/topology-queues.ts';

const queueVariable = (name: QueueName): string => `${name.toUpperCase()}_QUEUE_URL`;

/** What the deployed functions find in their environment, pointing here. */
export const environmentOf = (
  engines: Engines,
  origins: { hub: string; google: string; microsoft: string; zoom: string },
): Record<string, string> => {
  const { tables, queueServer, ses, secrets, byName, tableName } = engines;
  const queueUrls = queueNames.map((name) => [
    queueVariable(name),
    queueServer.queueUrl(byName[name].queue.name),
  ]);
  return {
    TABLE_NAME: tableName,
    ...Object.fromEntries(queueUrls),
    GOOGLE_SECRET_ID: topology.secrets.google,
    MICROSOFT_SECRET_ID: topology.secrets.microsoft,
    ZOOM_SECRET_ID: topology.secrets.zoom,
    KEYS_SECRET_ID: topology.secrets.keys,
    CONNECTION_SECRET_PREFIX: topology.connectionSecretPrefix,
    PUBLIC_URL: origins.hub,
    MAIL_FROM: `Meridian <hub@${MAIL_DOMAIN}>`,
    GOOGLE_BASE_URL: origins.google,
    MICROSOFT_BASE_URL: origins.microsoft,
    ZOOM_BASE_URL: origins.zoom,
    AWS_ENDPOINT_URL_DYNAMODB: tables.url,
    AWS_ENDPOINT_URL_SQS: queueServer.url,
    AWS_ENDPOINT_URL_SES: ses.url,
    AWS_ENDPOINT_URL_SECRETS_MANAGER: secrets.url,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  };
};
