import { SyncWork } from '../../events/stored/due.ts';
import { queueClient } from '../../shared/aws/queue-client.ts';
import { sqsQueues } from '../../shared/aws/sqs-queues.ts';
import { tableClient } from '../../shared/aws/table-client.ts';
import { readConfig } from '../../shared/config.ts';
import { refreshCalendars } from '../../shared/connections/refresh-calendars.ts';
import { queueHandler } from '../../shared/http/queue-handler.ts';
import { googleChannelTokens } from '../../shared/providers/google/verify.ts';
import { dynamoBookings } from '../../shared/store/bookings.ts';
import { dynamoDues } from '../../shared/store/dues.ts';
import { dynamoFailedMessages } from '../../shared/store/failed-messages.ts';
import { dynamoFeeds } from '../../shared/store/feeds.ts';
import { dynamoFeedsWithConnections } from '../../shared/store/feeds-with-connections.ts';
import { dynamoPeople } from '../../shared/store/people.ts';
import type { AccountNewsDeps } from '../../shared/sync/account-news.ts';
import type { SyncDeps } from '../../shared/sync/sync-deps.ts';
import { workSync } from '../../shared/sync/work-sync.ts';
import { googleAccess } from '../../shared/wiring/google-access.ts';

const config = readConfig(
  'TABLE_NAME',
  'SYNC_QUEUE_URL',
  'PROVISION_QUEUE_URL',
  'MAIL_QUEUE_URL',
  'PUBLIC_URL',
);
const table = { client: tableClient(), name: config.TABLE_NAME };
const google = googleAccess(table);

const calendars = {
  ...google,
  feeds: dynamoFeeds(table),
  queues: sqsQueues(queueClient(), {
    sync: config.SYNC_QUEUE_URL,
    provision: config.PROVISION_QUEUE_URL,
    mail: config.MAIL_QUEUE_URL,
  }),
};

const deps: SyncDeps & AccountNewsDeps = {
  ...calendars,
  runs: google.connections,
  together: dynamoFeedsWithConnections(table),
  bookings: dynamoBookings(table),
  people: dynamoPeople(table),
  dues: dynamoDues(table),
  relist: refreshCalendars(calendars),
  channelTokens: googleChannelTokens(google.mac),
  pushUrl: `${config.PUBLIC_URL}/webhooks/google`,
};

const failures = dynamoFailedMessages(table);

export const handler = queueHandler({ ...deps, queue: 'sync', failures }, SyncWork, workSync(deps));
