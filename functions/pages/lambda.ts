import { queueClient } from '../../shared/aws/queue-client.ts';
import { sqsQueues } from '../../shared/aws/sqs-queues.ts';
import { tableClient } from '../../shared/aws/table-client.ts';
import { readConfig } from '../../shared/config.ts';
import { httpHandler } from '../../shared/http/http-handler.ts';
import { randomIds } from '../../shared/ids.ts';
import { log } from '../../shared/log.ts';
import { pageRoute } from '../../shared/pages/page-route.ts';
import { dynamoBookings } from '../../shared/store/bookings.ts';
import { dynamoNotices } from '../../shared/store/notices.ts';
import { dynamoOrgSettings } from '../../shared/store/org-settings.ts';
import { systemClock } from '../../shared/system-clock.ts';
import { cancel } from './cancel.ts';
import { cancelLink } from './cancel-link.ts';
import { showBooking } from './show-booking.ts';

const config = readConfig('TABLE_NAME', 'PROVISION_QUEUE_URL', 'MAIL_QUEUE_URL');
const table = { client: tableClient(), name: config.TABLE_NAME };
const deps = {
  bookings: dynamoBookings(table),
  notices: dynamoNotices(table),
  settings: dynamoOrgSettings(table),
  queues: sqsQueues(queueClient(), { provision: config.PROVISION_QUEUE_URL, mail: config.MAIL_QUEUE_URL }),
  ids: randomIds,
  clock: systemClock,
  log,
};
const show = pageRoute(log, showBooking(deps));
const ask = pageRoute(log, cancelLink(deps));

export const handler = httpHandler(log, {
  'GET /b/{token}': show,
  'HEAD /b/{token}': show,
  'GET /b/{token}/cancel': ask,
  'HEAD /b/{token}/cancel': ask,
  'POST /b/{token}/cancel': pageRoute(log, cancel(deps)),
});
