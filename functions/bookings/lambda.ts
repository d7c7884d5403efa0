import { queueClient } from '../../shared/aws/queue-client.ts';
import { sqsQueues } from '../../shared/aws/sqs-queues.ts';
import { tableClient } from '../../shared/aws/table-client.ts';
import { readConfig } from '../../shared/config.ts';
import { cors } from '../../shared/http/cors.ts';
import { httpHandler } from '../../shared/http/http-handler.ts';
import { randomIds } from '../../shared/ids.ts';
import { log } from '../../shared/log.ts';
import { allowsOrigin } from '../../shared/people/allows-origin.ts';
import { dynamoAvailabilitySchedules } from '../../shared/store/availability-schedules.ts';
import { dynamoBookings } from '../../shared/store/bookings.ts';
import { dynamoConnections } from '../../shared/store/connections.ts';
import { dynamoFeeds } from '../../shared/store/feeds.ts';
import { dynamoHistory } from '../../shared/store/history.ts';
import { dynamoNotices } from '../../shared/store/notices.ts';
import { dynamoOrgSettings } from '../../shared/store/org-settings.ts';
import { dynamoPeople } from '../../shared/store/people.ts';
import { dynamoSeries } from '../../shared/store/series.ts';
import { systemClock } from '../../shared/system-clock.ts';
import { zoomAccess } from '../../shared/wiring/zoom-access.ts';
import { cancelRoute } from './cancel.ts';
import { postBooking } from './create.ts';
import type { Deps } from './deps.ts';
import { listBookings } from './list.ts';
import { patchRoute } from './patch.ts';
import { getBooking } from './read.ts';
import { getStartLink } from './start-link.ts';
import { getTimeline } from './timeline.ts';

const config = readConfig('TABLE_NAME', 'SYNC_QUEUE_URL', 'PROVISION_QUEUE_URL', 'MAIL_QUEUE_URL');
const table = { client: tableClient(), name: config.TABLE_NAME };

const deps: Deps = {
  bookings: dynamoBookings(table),
  people: dynamoPeople(table),
  connections: dynamoConnections(table),
  feeds: dynamoFeeds(table),
  schedules: dynamoAvailabilitySchedules(table),
  settings: dynamoOrgSettings(table),
  notices: dynamoNotices(table),
  series: dynamoSeries(table),
  queues: sqsQueues(queueClient(), {
    sync: config.SYNC_QUEUE_URL,
    provision: config.PROVISION_QUEUE_URL,
    mail: config.MAIL_QUEUE_URL,
  }),
  clock: systemClock,
  ids: randomIds,
  log,
};

export const handler = httpHandler(
  log,
  {
    'POST /v1/bookings': postBooking(deps),
    'GET /v1/bookings': listBookings(deps),
    'GET /v1/bookings/{id}': getBooking(deps),
    'PATCH /v1/bookings/{id}': patchRoute(deps),
    'POST /v1/bookings/{id}/cancel': cancelRoute(deps),
    'GET /v1/bookings/{id}/start-link': getStartLink({ ...deps, ...zoomAccess(table) }),
    'GET /v1/bookings/{id}/timeline': getTimeline({ ...deps, history: dynamoHistory(table) }),
  },
  cors(allowsOrigin(deps)),
);
