import { SyncWork } from '../../events/stored/due.ts';
import { queueClient } from '../../shared/aws/queue-client.ts';
import { sqsQueues } from '../../shared/aws/sqs-queues.ts';
import { tableClient } from '../../shared/aws/table-client.ts';
import { readConfig } from '../../shared/config.ts';
import { refreshCalendars } from '../../shared/connections/refresh-calendars.ts';
import { queueHandler } from '../../shared/http/queue-handler.ts';
import { channelTokens } from '../../shared/providers/channel-tokens.ts';
import { dynamoBookings } from '../../shared/store/bookings.ts';
import { dynamoDues } from '../../shared/store/dues.ts';
import { dynamoFailedMessages } from '../../shared/store/failed-messages.ts';
import { dynamoFeeds } from '../../shared/store/feeds.ts';
import { dynamoFeedsWithConnections } from '../../shared/store/feeds-with-connections.ts';
import { dynamoPeople } from '../../shared/store/people.ts';
import type { AccountNewsDeps } from '../../shared/sync/account-news.ts';
import type { FeedDeps } from '../../shared/sync/work-feed.ts';
import { workSync } from '../../shared/sync/work-sync.ts';
import { calendarAccess } from '../../shared/wiring/calendar-access.ts';

const config = readConfig(
  'TABLE_NAME',
  'SYNC_QUEUE_URL',
  'PROVISION_QUEUE_URL',
  'MAIL_QUEUE_URL',
  'PUBLIC_URL',
);
const table = { client: tableClient(), name: config.TABLE_NAME };
const access = calendarAccess(table);

const calendars = {
  ...access,
  feeds: dynamoFeeds(table),
  queues: sqsQueues(queueClient(), {
    sync: config.SYNC_QUEUE_URL,
    provision: config.PROVISION_QUEUE_URL,
    mail: config.MAIL_QUEUE_URL,
  }),
};

const deps: FeedDeps & AccountNewsDeps = {
  ...calendars,
  runs: access.connections,
  together: dynamoFeedsWithConnections(table),
  bookings: dynamoBookings(table),
  people: dynamoPeople(table),
  dues: dynamoDues(table),
  relist: refreshCalendars(calendars),
  sideOf: (provider) => ({
    calendar: access.calendars(provider),
    channelTokens: channelTokens(access.mac, provider),
    pushUrl: `${config.PUBLIC_URL}/webhooks/${provider}`,
  }),
};

const failures = dynamoFailedMessages(table);

export const handler = queueHandler({ ...deps, queue: 'sync', failures }, SyncWork, workSync(deps));
