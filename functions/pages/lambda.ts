import { queueClient } from '../../shared/aws/queue-client.ts';
import { sqsQueues } from '../../shared/aws/sqs-queues.ts';
import { tableClient } from '../../shared/aws/table-client.ts';
import { readConfig } from '../../shared/config.ts';
import { httpHandler } from '../../shared/http/http-handler.ts';
import { randomIds } from '../../shared/ids.ts';
import { log } from '../../shared/log.ts';
import { publishedEvents } from '../../shared/mail/published-event.ts';
import { pageRoute } from '../../shared/pages/page-route.ts';
import { dynamoAttempts } from '../../shared/store/attempts.ts';
import { dynamoAvailabilitySchedules } from '../../shared/store/availability-schedules.ts';
import { dynamoBookings } from '../../shared/store/bookings.ts';
import { dynamoConnections } from '../../shared/store/connections.ts';
import { dynamoFeeds } from '../../shared/store/feeds.ts';
import { dynamoNotices } from '../../shared/store/notices.ts';
import { dynamoOrgSettings } from '../../shared/store/org-settings.ts';
import { dynamoPeople } from '../../shared/store/people.ts';
import { systemClock } from '../../shared/system-clock.ts';
import { answer } from './answer.ts';
import { answerLink } from './answer-link.ts';
import { cancel } from './cancel.ts';
import { cancelLink } from './cancel-link.ts';
import { invite } from './invite.ts';
import { reschedule } from './reschedule.ts';
import { rescheduleLink } from './reschedule-link.ts';
import { showBooking } from './show-booking.ts';

const config = readConfig('TABLE_NAME', 'PROVISION_QUEUE_URL', 'MAIL_QUEUE_URL', 'MAIL_FROM');
const table = { client: tableClient(), name: config.TABLE_NAME };
const deps = {
  bookings: dynamoBookings(table),
  people: dynamoPeople(table),
  connections: dynamoConnections(table),
  feeds: dynamoFeeds(table),
  schedules: dynamoAvailabilitySchedules(table),
  settings: dynamoOrgSettings(table),
  notices: dynamoNotices(table),
  attempts: dynamoAttempts(table),
  queues: sqsQueues(queueClient(), { provision: config.PROVISION_QUEUE_URL, mail: config.MAIL_QUEUE_URL }),
  calendarFiles: publishedEvents(config.MAIL_FROM),
  ids: randomIds,
  clock: systemClock,
  log,
};
const show = pageRoute(log, showBooking(deps));
const askCancel = pageRoute(log, cancelLink(deps));
const askMove = pageRoute(log, rescheduleLink(deps));
const askAnswer = pageRoute(log, answerLink(deps));
const file = pageRoute(log, invite(deps));

export const handler = httpHandler(log, {
  'GET /b/{token}': show,
  'HEAD /b/{token}': show,
  'GET /b/{token}/cancel': askCancel,
  'HEAD /b/{token}/cancel': askCancel,
  'POST /b/{token}/cancel': pageRoute(log, cancel(deps)),
  'GET /b/{token}/reschedule': askMove,
  'HEAD /b/{token}/reschedule': askMove,
  'POST /b/{token}/reschedule': pageRoute(log, reschedule(deps)),
  'GET /b/{token}/rsvp': askAnswer,
  'HEAD /b/{token}/rsvp': askAnswer,
  'POST /b/{token}/rsvp': pageRoute(log, answer(deps)),
  'GET /b/{token}/invite.ics': file,
  'HEAD /b/{token}/invite.ics': file,
});
