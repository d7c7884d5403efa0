import { tableClient } from '../../shared/aws/table-client.ts';
import { readConfig } from '../../shared/config.ts';
import { cors } from '../../shared/http/cors.ts';
import { httpHandler } from '../../shared/http/http-handler.ts';
import { log } from '../../shared/log.ts';
import { allowsOrigin } from '../../shared/people/allows-origin.ts';
import { dynamoAvailabilitySchedules } from '../../shared/store/availability-schedules.ts';
import { dynamoBookings } from '../../shared/store/bookings.ts';
import { dynamoFeeds } from '../../shared/store/feeds.ts';
import { dynamoOrgSettings } from '../../shared/store/org-settings.ts';
import { dynamoPeople } from '../../shared/store/people.ts';
import { calendarAccess } from '../../shared/wiring/calendar-access.ts';
import { getAvailability } from './availability.ts';
import { externalEvents } from './external-events.ts';
import { putMySchedule, putSchedule } from './put-schedule.ts';
import { readMySchedule, readSchedule } from './read-schedule.ts';

const table = { client: tableClient(), name: readConfig('TABLE_NAME').TABLE_NAME };

const deps = {
  ...calendarAccess(table),
  bookings: dynamoBookings(table),
  people: dynamoPeople(table),
  feeds: dynamoFeeds(table),
  schedules: dynamoAvailabilitySchedules(table),
  settings: dynamoOrgSettings(table),
};

export const handler = httpHandler(
  log,
  {
    'GET /v1/availability': getAvailability(deps),
    'GET /v1/me/availability': readMySchedule(deps),
    'PUT /v1/me/availability': putMySchedule(deps),
    'GET /v1/users/{id}/availability': readSchedule(deps),
    'PUT /v1/users/{id}/availability': putSchedule(deps),
    'GET /v1/users/{id}/external-events': externalEvents(deps),
  },
  cors(allowsOrigin(deps)),
);
