import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { queueClient } from '../../shared/aws/queue-client.ts';
import { sqsQueues } from '../../shared/aws/sqs-queues.ts';
import { tableClient } from '../../shared/aws/table-client.ts';
import { readConfig } from '../../shared/config.ts';
import { readCaller } from '../../shared/http/caller.ts';
import { cors } from '../../shared/http/cors.ts';
import { httpHandler } from '../../shared/http/http-handler.ts';
import { randomIds } from '../../shared/ids.ts';
import { log } from '../../shared/log.ts';
import { pageRoute } from '../../shared/pages/page-route.ts';
import { allowsOrigin } from '../../shared/people/allows-origin.ts';
import { dynamoAttempts } from '../../shared/store/attempts.ts';
import { dynamoAvailabilitySchedules } from '../../shared/store/availability-schedules.ts';
import { dynamoBookings } from '../../shared/store/bookings.ts';
import { dynamoConnections } from '../../shared/store/connections.ts';
import { dynamoEventTypes } from '../../shared/store/event-types.ts';
import { dynamoFeeds } from '../../shared/store/feeds.ts';
import { dynamoHostShares } from '../../shared/store/host-shares.ts';
import { dynamoNotices } from '../../shared/store/notices.ts';
import { dynamoOrgSettings } from '../../shared/store/org-settings.ts';
import { dynamoPeople } from '../../shared/store/people.ts';
import { systemClock } from '../../shared/system-clock.ts';
import { postPublicBooking } from './book.ts';
import { postConfirm } from './confirm.ts';
import { postEventType } from './create.ts';
import { getExplainedSlots } from './explain.ts';
import { listEventTypes } from './list.ts';
import { pressBook } from './press-book.ts';
import { getEventType } from './read.ts';
import { deleteEventType } from './remove.ts';
import { putEventType } from './replace.ts';
import { showBook } from './show-book.ts';
import { getSlots } from './slots.ts';

const config = readConfig('TABLE_NAME', 'PROVISION_QUEUE_URL', 'MAIL_QUEUE_URL', 'PUBLIC_URL');
const table = { client: tableClient(), name: config.TABLE_NAME };

const deps = {
  eventTypes: dynamoEventTypes(table),
  people: dynamoPeople(table),
  connections: dynamoConnections(table),
  settings: dynamoOrgSettings(table),
  schedules: dynamoAvailabilitySchedules(table),
  feeds: dynamoFeeds(table),
  bookings: dynamoBookings(table),
  shares: dynamoHostShares(table),
  attempts: dynamoAttempts(table),
  notices: dynamoNotices(table),
  queues: sqsQueues(queueClient(), { provision: config.PROVISION_QUEUE_URL, mail: config.MAIL_QUEUE_URL }),
  publicUrl: config.PUBLIC_URL,
  clock: systemClock,
  ids: randomIds,
  log,
};

/** Guests sign in nowhere: for them the pages of whoever offers it may ask. */
const orgOf = async (event: APIGatewayProxyEventV2): Promise<string | undefined> => {
  if ('authorizer' in event.requestContext) return readCaller(event).org;
  const { id } = event.pathParameters ?? {};
  return id === undefined ? undefined : (await deps.eventTypes.find(id))?.org;
};

const show = pageRoute(log, showBook(deps));

export const handler = httpHandler(
  log,
  {
    'GET /v1/event-types': listEventTypes(deps),
    'POST /v1/event-types': postEventType(deps),
    'GET /v1/event-types/{id}': getEventType(deps),
    'PUT /v1/event-types/{id}': putEventType(deps),
    'DELETE /v1/event-types/{id}': deleteEventType(deps),
    'GET /v1/event-types/{id}/slots': getSlots(deps),
    'GET /v1/event-types/{id}/slots/explain': getExplainedSlots(deps),
    'POST /v1/event-types/{id}/bookings': postPublicBooking(deps),
    'POST /v1/event-types/{id}/bookings/confirm': postConfirm(deps),
    'GET /book/{eventTypeId}': show,
    'HEAD /book/{eventTypeId}': show,
    'POST /book/{eventTypeId}': pageRoute(log, pressBook(deps)),
  },
  cors(allowsOrigin(deps), orgOf),
);
