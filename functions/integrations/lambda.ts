import { queueClient } from '../../shared/aws/queue-client.ts';
import { sqsQueues } from '../../shared/aws/sqs-queues.ts';
import { tableClient } from '../../shared/aws/table-client.ts';
import { readConfig } from '../../shared/config.ts';
import { cors } from '../../shared/http/cors.ts';
import { httpHandler } from '../../shared/http/http-handler.ts';
import { log } from '../../shared/log.ts';
import { allowsOrigin } from '../../shared/people/allows-origin.ts';
import { dynamoBookings } from '../../shared/store/bookings.ts';
import { dynamoFeeds } from '../../shared/store/feeds.ts';
import { dynamoOrgSettings } from '../../shared/store/org-settings.ts';
import { dynamoPeople } from '../../shared/store/people.ts';
import { providerAccess } from '../../shared/wiring/provider-access.ts';
import { listCalendars, patchCalendar } from './calendars.ts';
import { patchPrivacy } from './change-privacy.ts';
import { complete } from './complete.ts';
import { connect } from './connect.ts';
import { disconnectPlatform } from './disconnect.ts';
import type { IntegrationDeps } from './integration-deps.ts';
import { listCards, readCard } from './read-cards.ts';
import { readRun } from './read-run.ts';
import { syncPlatform } from './sync-platform.ts';

const config = readConfig(
  'TABLE_NAME',
  'SYNC_QUEUE_URL',
  'PROVISION_QUEUE_URL',
  'MAIL_QUEUE_URL',
  'PUBLIC_URL',
);
const table = { client: tableClient(), name: config.TABLE_NAME };

const deps: IntegrationDeps = {
  ...providerAccess(table),
  people: dynamoPeople(table),
  settings: dynamoOrgSettings(table),
  bookings: dynamoBookings(table),
  feeds: dynamoFeeds(table),
  queues: sqsQueues(queueClient(), {
    sync: config.SYNC_QUEUE_URL,
    provision: config.PROVISION_QUEUE_URL,
    mail: config.MAIL_QUEUE_URL,
  }),
  publicUrl: config.PUBLIC_URL,
};

export const handler = httpHandler(
  log,
  {
    'GET /v1/me/integrations': listCards(deps),
    'GET /v1/me/integrations/{platform}': readCard(deps),
    'PATCH /v1/me/integrations/{platform}': patchPrivacy(deps),
    'POST /v1/me/integrations/{platform}/connect': connect(deps),
    'POST /v1/me/integrations/{platform}/complete': complete(deps),
    'DELETE /v1/me/integrations/{platform}': disconnectPlatform(deps),
    'POST /v1/me/integrations/{platform}/sync': syncPlatform(deps),
    'GET /v1/me/calendars': listCalendars(deps),
    'PATCH /v1/me/calendars/{id}': patchCalendar(deps),
    'GET /v1/runs/{id}': readRun(deps),
  },
  cors(allowsOrigin(deps)),
);
